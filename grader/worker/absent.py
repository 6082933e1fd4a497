"""Packages, or parts of them, that a lesson does without: student code does not find them, though the worker itself has imported them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from grader.wire.messages import WITHOUT

__all__ = ["Absent"]


class AbsentPart(ModuleType):
    """What stands in the place of a part, such as `torch.optim`, that is reached without an import of its own."""

    def __getattr__(self, name: str) -> Any:
        raise ModuleNotFoundError(WITHOUT.format(self.__name__), name=self.__name__)


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
        for parent, part, name in self._parts():
            setattr(parent, part, AbsentPart(name))
        sys.meta_path.insert(0, self)
        self._hidden = True

    def show(self) -> None:
        """As it was before."""
        if self._hidden:
            sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not self]
            sys.modules.update(self._modules)
            for parent, part, name in self._parts():
                setattr(parent, part, self._modules[name])
            self._hidden = False

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """None for what may be imported."""
        if not self._is_ours(name):
            return None
        package = next(package for package in self._packages if f"{name}.".startswith(f"{package}."))
        raise ModuleNotFoundError(WITHOUT.format(package), name=name)

    def _is_ours(self, name: str) -> bool:
        return any(f"{name}.".startswith(f"{package}.") for package in self._packages)

    def _parts(self) -> Iterator[tuple[ModuleType, str, str]]:
        """Of the hidden modules each part of a package that itself is there: the package, the part's name in it, and the whole name."""
        for name in self._packages & self._modules.keys():
            package, _, part = name.rpartition(".")
            if package in sys.modules:
                yield sys.modules[package], part, name
