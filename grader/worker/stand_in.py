"""Packages that are not installed: importing one does not stop a student's file, using it does."""

from __future__ import annotations

import ast
import dis
import sys
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any, NoReturn

__all__ = ["StandIns"]

MOST = 50
QUIET = ("google.colab", "ipdb", "pudb")  # they set up the place, or look at it: here there is nothing to do
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


class Quiet:
    """A name out of a package that sets up the place: whatever is asked of it, it does nothing and gives an empty dict."""

    def __getattr__(self, name: str) -> Quiet:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return {}


class StandIn(ModuleType):
    """The module in the place of one that is not there; each of its names is missing. absent: the package, or the part of one, that is not."""

    def __init__(self, name: str, absent: str) -> None:
        super().__init__(name)
        self._absent = absent

    def __getattr__(self, name: str) -> Missing | Quiet:
        if name.startswith("__"):
            raise AttributeError(name)
        return Quiet() if self._absent in QUIET else Missing(self._absent)


class StandIns(Loader):
    """The last of the finders: for an import in a student's file, and for none in a library, which may do without.

    An import within `try` fails as ever, for there it is foreseen. made: the packages that it stands in for.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        """folders: where student code lies."""
        self.folders = folders
        self.made: list[str] = []

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if not self._absent(name):
            if len(self.made) >= MOST or not self._is_a_student_s(sys._getframe(1), name):
                return None
            self.made.append(name)
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandIn(spec.name, self._absent(spec.name))

    def _absent(self, name: str) -> str:
        """Of what is stood in for, what this is or is a part of."""
        return next((each for each in self.made if f"{name}.".startswith(f"{each}.")), "")

    def bound(self, node: ast.stmt, error: BaseException, namespace: dict[str, Any]) -> bool:
        """Whether this import failed for want of a package; then its names are bound to what raises, as if it had been there.

        A part of a package, such as torch.utils.tensorboard, may need another one.
        """
        absent = error.name if isinstance(error, ModuleNotFoundError) else None
        if not absent or len(self.made) >= MOST or str(error) != f"No module named {absent!r}":
            return False
        for each in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
            root, _, part = each.name.partition(".")
            there = sys.modules.get(root) if isinstance(node, ast.Import) and part and not each.asname else None
            namespace.setdefault(each.asname or root, there or Missing(absent))
        if absent not in self.made:
            self.made.append(absent)
        return True

    def exec_module(self, module: ModuleType) -> None:
        pass

    def _is_a_student_s(self, frame: FrameType | None, name: str) -> bool:
        """Whether student code imports this module, and does not only try. A name that a package lacks is no module."""
        while frame and any(part in frame.f_code.co_filename for part in IMPORT):
            listed = frame.f_locals.get("fromlist") if frame.f_code.co_name == "_handle_fromlist" else None
            if listed and name.rpartition(".")[2] in listed:
                return False
            frame = frame.f_back
        return bool(frame and frame.f_code.co_filename.startswith(self.folders) and not _within_try(frame))


def _within_try(frame: FrameType) -> bool:
    """Whether what is raised here is caught. lasti: of an entry that only cleans up, after a handler or at the end of a `with`."""
    entries = dis._parse_exception_table(frame.f_code)  # type: ignore[attr-defined]
    return any(entry.start <= frame.f_lasti < entry.end and not entry.lasti for entry in entries)
