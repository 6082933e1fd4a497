"""Packages that a lesson does without: student code does not find them, though the worker itself has imported them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

from grader.wire.messages import WITHOUT

__all__ = ["Absent"]


class Absent:
    """While they are hidden, an `import` of these packages, or of a part of them, raises ModuleNotFoundError with a sentence.

    A courtesy to who forgot what the lesson asks, not a wall: the modules are still in the memory of the process.
    """

    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = frozenset(packages)
        self._modules: dict[str, ModuleType] = {}
        self._seen = 0  # how many modules there were when they were last looked through
        self._hidden = False

    def hide(self) -> None:
        if not self._packages or self._hidden:
            return
        if len(sys.modules) != self._seen:
            self._seen = len(sys.modules)
            self._modules |= {name: module for name, module in list(sys.modules.items()) if self._is_ours(name)}
        for name in self._modules:
            sys.modules.pop(name, None)
        sys.meta_path.insert(0, self)
        self._hidden = True

    def show(self) -> None:
        """As it was before."""
        if self._hidden:
            sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not self]
            sys.modules.update(self._modules)
            self._hidden = False

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """None for what may be imported."""
        if not self._is_ours(name):
            return None
        package = name.partition(".")[0]
        raise ModuleNotFoundError(WITHOUT.format(package), name=name)

    def _is_ours(self, name: str) -> bool:
        return name.partition(".")[0] in self._packages
