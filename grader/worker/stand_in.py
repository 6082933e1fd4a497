"""Packages that are not installed: importing one does not stop a student's file, using it does."""

from __future__ import annotations

import dis
import sys
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any, NoReturn

__all__ = ["StandIns"]

MOST = 50
IMPORT = ("<frozen importlib", "importlib/__init__.py")


class Missing:
    """A name out of a package that is not there: whoever calls it, reads or subclasses it is told which."""

    def __init__(self, package: str) -> None:
        self._package = package

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(self._package)

    def _raise(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ModuleNotFoundError(f"No module named {self._package!r}", name=self._package)

    __call__ = __mro_entries__ = __getitem__ = __setitem__ = __iter__ = __len__ = __bool__ = __contains__ = _raise
    __enter__ = __exit__ = __add__ = __radd__ = __sub__ = __mul__ = __rmul__ = __lt__ = __gt__ = __float__ = __int__ = (
        _raise
    )


class StandIn(ModuleType):
    """The module in the place of one that is not there; each of its names is missing."""

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(self.__name__.partition(".")[0])


class StandIns(Loader):
    """The last of the finders: for an import in a student's file, and for none in a library, which may do without.

    An import within `try` fails as ever, for there it is foreseen. made: the packages that it stands in for.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        """folders: where student code lies."""
        self.folders = folders
        self.made: list[str] = []

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        root = name.partition(".")[0]
        if root not in self.made:
            if "." in name or len(self.made) >= MOST or not self._is_a_student_s(sys._getframe(1)):
                return None
            self.made.append(root)
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass

    def _is_a_student_s(self, frame: FrameType | None) -> bool:
        while frame and any(part in frame.f_code.co_filename for part in IMPORT):
            frame = frame.f_back
        return bool(frame and frame.f_code.co_filename.startswith(self.folders) and not _within_try(frame))


def _within_try(frame: FrameType) -> bool:
    entries = dis._parse_exception_table(frame.f_code)  # type: ignore[attr-defined]
    return any(entry.start <= frame.f_lasti < entry.end for entry in entries)
