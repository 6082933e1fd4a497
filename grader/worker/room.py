"""What student code finds around it: nobody at a keyboard, no window, no GPU where there is none, no compiler.

None of that is the end of a file that is right otherwise. What a file switches for the whole process is switched back.
"""

from __future__ import annotations

import builtins
import contextlib
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import numpy as np

from grader.wire.torch_if_loaded import torch, torch_is_loaded

__all__ = ["Switches", "furnish", "nobody_asked"]

FACTORIES = [
    "tensor",
    "as_tensor",
    "zeros",
    "ones",
    "empty",
    "full",
    "rand",
    "randn",
    "randint",
    "randperm",
    "arange",
    "linspace",
    "eye",
    "zeros_like",
    "ones_like",
]


class Answer(str):
    """What `input()` gives to what runs at import: nothing, which is 0 as a number."""

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0


@contextlib.contextmanager
def nobody_asked() -> Iterator[None]:
    """Within it `input()` is answered with nothing; elsewhere it finds the end of a file."""
    asked = builtins.input
    builtins.input = lambda prompt="", /: Answer()
    try:
        yield
    finally:
        builtins.input = asked


def furnish(source: bytes) -> None:
    """Make the room for a file of this source, which tells what it may ask for."""
    if torch_is_loaded():
        torch.compile = _as_it_is
        torch.nn.Module.compile = lambda self, *args, **kwargs: None  # type: ignore[method-assign]
        if b"cuda" in source and not torch.cuda.is_available():
            _do_without_gpu()
    if b"matplotlib" in source or b"pylab" in source:
        _do_without_window()


def _as_it_is(model: Any = None, **options: Any) -> Any:
    """In the place of torch.compile, which needs a compiler and takes longer than any exercise."""
    return model if model is not None else lambda function: function


def _do_without_gpu() -> None:
    """What is asked to go to a GPU stays where it is."""

    def stays(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value

    def on_cpu(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if "device" in kwargs:
                kwargs["device"] = _cpu(kwargs["device"])
            return function(*(_cpu(value) for value in args), **kwargs)

        return call

    for kind in (torch.Tensor, torch.nn.Module):
        setattr(kind, "cuda", stays)  # noqa: B010
        setattr(kind, "to", on_cpu(kind.to))  # noqa: B010
    for name in FACTORIES:
        setattr(torch, name, on_cpu(getattr(torch, name)))
    setattr(torch, "set_default_device", on_cpu(torch.set_default_device))  # noqa: B010
    setattr(torch.cuda, "synchronize", lambda *args, **kwargs: None)  # noqa: B010


def _cpu(value: Any) -> Any:
    """The CPU for a GPU; anything else as it is."""
    gpu = (isinstance(value, str) and value.startswith("cuda")) or (
        isinstance(value, torch.device) and value.type == "cuda"
    )
    return "cpu" if gpu else value


def _do_without_window() -> None:
    """Whichever window a file asks matplotlib for, it draws into memory, and showing that does nothing."""
    for name, change in WINDOWLESS.items():
        if name in sys.modules:
            change(sys.modules[name])
    sys.meta_path.insert(0, _Windowless())


def _matplotlib(module: Any) -> None:
    module.use = lambda *args, **kwargs: None


def _pyplot(module: Any) -> None:
    switch = module.switch_backend
    module.switch_backend = lambda *args, **kwargs: switch("agg")
    module.show = lambda *args, **kwargs: builtins.get_ipython().plots.show()  # type: ignore[attr-defined]
    module.pause = lambda *args, **kwargs: None


WINDOWLESS: dict[str, Callable[[Any], None]] = {"matplotlib": _matplotlib, "matplotlib.pyplot": _pyplot}


class _Windowless(Loader):
    """Changes matplotlib as it is imported."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in WINDOWLESS:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            if spec := finder.find_spec(name, path, target):
                self._loaders = getattr(self, "_loaders", {}) | {name: spec.loader}
                spec.loader = self
                return spec
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        created: ModuleType | None = self._loaders[spec.name].create_module(spec)
        return created

    def exec_module(self, module: ModuleType) -> None:
        self._loaders[module.__name__].exec_module(module)
        WINDOWLESS[module.__name__](module)


class Switches:
    """What a file can switch for the whole process, as it was before."""

    def __init__(self) -> None:
        self._torch = torch_is_loaded()
        self._before = self._state()
        self._changed: set[str] = set()

    def look(self) -> list[str]:
        """What has been switched since, in words, such as "default dtype torch.float64"; it is switched back by `restore`."""
        now = self._state()
        self._changed = {name for name, value in now.items() if value != self._before[name]}
        shown = {"default dtype", "default device", "gradients", "deterministic algorithms", "threads"}
        return [f"{name} {now[name]}" if name in shown else name for name in sorted(self._changed)]

    def restore(self) -> None:
        for name in self._changed:
            SETTERS[name](self._before[name])
        if warnings.filters != self._before["warnings"]:
            SETTERS["warnings"](self._before["warnings"])

    def _state(self) -> dict[str, Any]:
        return {
            **(_state_of_torch() if self._torch else {}),
            "numpy errors": np.geterr(),
            "warnings": list(warnings.filters),
            "recursion limit": sys.getrecursionlimit(),
        }


def _state_of_torch() -> dict[str, Any]:
    return {
        "default dtype": torch.get_default_dtype(),
        "default device": torch.get_default_device(),
        "gradients": torch.is_grad_enabled(),
        "deterministic algorithms": torch.are_deterministic_algorithms_enabled(),
        "anomaly detection": torch.is_anomaly_enabled(),
        "threads": torch.get_num_threads(),
    }


def _set_filters(filters: list[Any]) -> None:
    warnings.resetwarnings()  # the registries forget what they decided by the filters that go
    warnings.filters[:] = filters  # type: ignore[index]


SETTERS: dict[str, Callable[[Any], Any]] = {
    "default dtype": lambda dtype: torch.set_default_dtype(dtype),
    "default device": lambda device: torch.set_default_device(None),
    "gradients": lambda enabled: torch.set_grad_enabled(enabled),
    "deterministic algorithms": lambda enabled: torch.use_deterministic_algorithms(enabled),
    "anomaly detection": lambda enabled: torch.autograd.set_detect_anomaly(enabled),
    "threads": lambda number: torch.set_num_threads(number),
    "numpy errors": lambda kinds: np.seterr(**kinds),
    "warnings": _set_filters,
    "recursion limit": sys.setrecursionlimit,
}
