"""What student code finds around it: nobody at a keyboard, no window, no GPU where there is none, no compiler.

None of that is the end of a file that is right otherwise. What a file switches for the whole process is switched back.
"""

from __future__ import annotations

import builtins
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.wire.torch_if_loaded import torch, torch_is_loaded
from grader.worker.no_tools import change_at_import, nothing

__all__ = ["Switches", "furnish"]


class Answer(str):
    """What `input()` gives: nothing, which is 0 as a number."""

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0


def furnish(source: bytes) -> None:
    """Make the room for a file of this source, which tells what it may ask for."""
    builtins.input = lambda prompt="", /: Answer()
    sys.breakpointhook = nothing
    if torch_is_loaded():
        torch.compile = _as_it_is
        torch.nn.Module.compile = lambda self, *args, **kwargs: None  # type: ignore[method-assign]
        if (b"cuda" in source or b"mps" in source) and not torch.cuda.is_available():
            from grader.worker.no_gpu import do_without_gpu

            do_without_gpu()
    change_at_import(source)


def _as_it_is(model: Any = None, **options: Any) -> Any:
    """In the place of torch.compile, which needs a compiler and takes longer than any exercise."""
    return model if model is not None else lambda function: function


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
