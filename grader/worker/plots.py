"""Keeps what a notebook's cells plot, as pictures of a few kilobytes. A cell's figures end with it, as in Jupyter."""

from __future__ import annotations

import io
import sys
from typing import Any

import numpy as np

from grader.wire.messages import PLOT_BYTES, PLOT_SIDE, PLOTS

__all__ = ["Plots"]

DPI = 80


class Plots:
    """kept: the number of the cell and the bytes of a PNG, for each figure that was shown or left open by a cell."""

    def __init__(self) -> None:
        self.kept: list[tuple[int, np.ndarray]] = []
        self._cell = 0

    def begin(self, cell: int) -> None:
        """From here on figures are those of this cell."""
        self._cell = cell

    def end(self) -> None:
        """The cell has ended: what it has drawn is kept, and nothing is kept of what is drawn afterwards."""
        self.show()
        self._cell = 0

    def show(self) -> None:
        """Keep the figures that are open, and close them; outside a cell this does nothing."""
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot is None or not self._cell:
            return
        for number in pyplot.get_fignums():
            if len(self.kept) < PLOTS:
                self._keep(pyplot.figure(number))
        pyplot.close("all")

    def _keep(self, figure: Any) -> None:
        page = io.BytesIO()
        width, height = figure.get_size_inches()
        try:
            figure.savefig(page, format="png", dpi=min(DPI, PLOT_SIDE / width, PLOT_SIDE / height))
        except Exception:  # a formula that matplotlib cannot set, an axis without an end
            return
        if page.tell() <= PLOT_BYTES:
            self.kept.append((self._cell, np.frombuffer(page.getvalue(), dtype=np.uint8)))
