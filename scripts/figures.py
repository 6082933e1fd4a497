"""Draws the handouts' figures again. Run after a change of a drawing: .venv/bin/python scripts/figures.py"""

from __future__ import annotations

import importlib.util
import io
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib
from matplotlib.figure import Figure

ROOT = Path(__file__).resolve().parents[1]
DRAWINGS = ROOT / "solutions" / "figures"
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "dlgrade",  # ids that are drawn from the picture alone
    "svg.fonttype": "path",  # the reader's fonts are unknown
    "mathtext.fontset": "dejavusans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#555555",
    "axes.labelcolor": "#333333",
    "text.color": "#333333",
    "xtick.color": "#555555",
    "ytick.color": "#555555",
    "lines.linewidth": 2,
}
NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def load(path: Path) -> ModuleType:
    """The Python file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def to_svg(figure: Figure) -> bytes:
    """The same bytes for the same picture, on white: readable on light and dark pages."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", facecolor="white", metadata=NO_METADATA)
    # A hundredth of a point is finer than the eye; the digits behind it only make the file larger.
    short = re.sub(rb' d="[^"]*"', lambda path: re.sub(rb"(\.\d\d)\d+", rb"\1", path[0]), buffer.getvalue())
    return b"\n".join(line.rstrip() for line in short.splitlines()) + b"\n"


def draw(folder: Path) -> None:
    """Writes LESSON/figures/*.svg of each lesson that has drawings into `folder`."""
    for drawings in sorted(DRAWINGS.glob("lesson*.py")):
        solution = next(path for path in (ROOT / "solutions").glob(f"{drawings.stem}_*/*.py"))
        lesson = load(solution)
        target = folder / solution.parent.name / "figures"
        target.mkdir(parents=True, exist_ok=True)
        for name, figure in load(drawings).FIGURES.items():
            (target / f"{name}.svg").write_bytes(to_svg(figure(lesson)))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(DRAWINGS))
    matplotlib.rcdefaults()  # whatever the user's own matplotlibrc says
    matplotlib.rcParams.update(STYLE)
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "exercises")
