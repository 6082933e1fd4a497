"""What programs that a student's file may call do here: an installer installs nothing, a debugger does not wait, a display shows nothing."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["change_at_import"]

INSTALLERS = {"pip", "pip3", "conda", "mamba", "uv", "apt", "apt-get"}


def nothing(*args: Any, **kwargs: Any) -> None:
    """In the place of what has nothing to do here."""


def _matplotlib(module: Any) -> None:
    module.use = nothing


def _pyplot(module: Any) -> None:
    switch = module.switch_backend
    module.switch_backend = lambda *args, **kwargs: switch("agg")
    module.show = lambda *args, **kwargs: builtins.get_ipython().plots.show()  # type: ignore[attr-defined]
    module.pause = nothing


def _pdb(module: Any) -> None:
    module.set_trace = module.post_mortem = module.pm = nothing


def _display(module: Any) -> None:
    """Names that former versions of IPython had."""

    def missing(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return nothing

    module.__getattr__ = missing


def _subprocess(module: Any) -> None:
    """Installing ends well at once, and installs nothing."""

    class Popen(module.Popen):  # type: ignore[misc]
        def __init__(self, args: Any, *rest: Any, **options: Any) -> None:
            self._done = _installs(args)
            if not self._done:
                super().__init__(args, *rest, **options)
                return
            asks_text = any(options.get(name) for name in ("text", "universal_newlines", "encoding", "errors"))
            self.args, self.returncode, self.pid = args, 0, 0
            self.stdin = self.stdout = self.stderr = None
            self._child_created, self._nothing = False, "" if asks_text else b""
            builtins.get_ipython().getoutput("pip")  # type: ignore[attr-defined]  # noted as a command that did nothing

        def communicate(self, *args: Any, **options: Any) -> Any:
            return (self._nothing, self._nothing) if self._done else super().communicate(*args, **options)

        def wait(self, timeout: float | None = None) -> Any:
            return 0 if self._done else super().wait(timeout)

        def poll(self) -> Any:
            return 0 if self._done else super().poll()

    module.Popen = Popen


def _installs(args: Any) -> bool:
    words = args.split() if isinstance(args, str) else [*map(str, args)] if isinstance(args, list | tuple) else []
    return "install" in words and any(word.rpartition("/")[2] in INSTALLERS for word in words)


# What a file's text must hold, the module, and what is changed in it.
CHANGES: list[tuple[bytes, str, Callable[[Any], None]]] = [
    (b"matplotlib", "matplotlib", _matplotlib),
    (b"matplotlib", "matplotlib.pyplot", _pyplot),
    (b"pylab", "matplotlib", _matplotlib),
    (b"pylab", "matplotlib.pyplot", _pyplot),
    (b"pdb", "pdb", _pdb),
    (b"subprocess", "subprocess", _subprocess),
    (b"IPython", "IPython.display", _display),
    (b"IPython", "IPython.core.display", _display),
]


def change_at_import(source: bytes) -> None:
    """Change what a file of this source may ask for, now or once it is imported."""
    changes = {name: change for word, name, change in CHANGES if word in source}
    for name, change in changes.items():
        if name in sys.modules:
            change(sys.modules[name])
    if changes:
        sys.meta_path.insert(0, _Changed(changes))


class _Changed(Loader):
    """Changes modules as they are imported."""

    def __init__(self, changes: dict[str, Callable[[Any], None]]) -> None:
        self._changes = changes
        self._loaders: dict[str, Any] = {}

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in self._changes:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            if spec := finder.find_spec(name, path, target):
                self._loaders[name] = spec.loader
                spec.loader = self
                return spec
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        created: ModuleType | None = self._loaders[spec.name].create_module(spec)
        return created

    def exec_module(self, module: ModuleType) -> None:
        self._loaders[module.__name__].exec_module(module)
        self._changes[module.__name__](module)
