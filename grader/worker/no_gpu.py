"""torch.cuda and torch.mps where there is no GPU: what is asked to go there stays, and what sets one up or asks about it does nothing.

`is_available()` and `device_count()` go on saying that there is none.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from grader.wire.torch_if_loaded import torch

__all__ = ["NAMES", "do_without_gpu"]

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
    "full_like",
    "rand_like",
    "randn_like",
    "empty_like",
]
KINDS = ["Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool"]  # of tensors
NOTHING = [
    "init",
    "synchronize",
    "set_device",
    "set_stream",
    "empty_cache",
    "ipc_collect",
    "reset_peak_memory_stats",
    "reset_max_memory_allocated",
    "reset_max_memory_cached",
    "reset_accumulated_memory_stats",
    "set_per_process_memory_fraction",
    "set_rng_state",
    "set_rng_state_all",
    "set_sync_debug_mode",
    "seed",
    "seed_all",
    "manual_seed",
    "manual_seed_all",
]
ZERO = [
    "current_device",
    "memory_allocated",
    "max_memory_allocated",
    "memory_reserved",
    "max_memory_reserved",
    "memory_cached",
    "max_memory_cached",
    "utilization",
    "memory_usage",
    "temperature",
    "power_draw",
    "clock_rate",
    "device_memory_used",
    "initial_seed",
    "get_sync_debug_mode",
]
PROPERTIES = SimpleNamespace(name="cpu", total_memory=0, major=0, minor=0, multi_processor_count=0)


class Event:
    """In the place of torch.cuda.Event: the time at which it was recorded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._at = time.perf_counter()

    def record(self, stream: Any = None) -> None:
        self._at = time.perf_counter()

    def elapsed_time(self, end: Event) -> float:
        return 1000 * (end._at - self._at)

    def wait(self, stream: Any = None) -> None: ...

    def synchronize(self) -> None: ...

    def query(self) -> bool:
        return True


class Stream(contextlib.nullcontext[None]):
    """In the place of torch.cuda.Stream, and of what is a context of a device or stream: all is done at once, in order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def record_event(self, event: Any = None) -> Event:
        return event or Event()

    def wait_event(self, event: Any) -> None: ...

    def wait_stream(self, stream: Any) -> None: ...

    def synchronize(self) -> None: ...

    def query(self) -> bool:
        return True


class Generator(torch.Generator):
    def __new__(cls, device: Any = "cpu") -> Generator:
        return super().__new__(cls, _cpu(device))  # type: ignore[call-arg]


def _answers() -> dict[str, Any]:
    """What stands in torch.cuda in the place of what needs a GPU."""
    return {
        **dict.fromkeys(NOTHING, _giving(None)),
        **dict.fromkeys(ZERO, _giving(0)),
        "Event": Event,
        **dict.fromkeys(("Stream", "stream", "device", "device_of", "StreamContext"), Stream),
        **dict.fromkeys(("current_stream", "default_stream"), lambda *args, **kwargs: Stream()),
        **{f"{kind}Tensor": getattr(torch, f"{kind}Tensor") for kind in KINDS},
        "get_device_name": _giving("cpu"),
        "get_device_properties": _giving(PROPERTIES),
        "get_device_capability": _giving((0, 0)),
        "mem_get_info": _giving((0, 0)),
        "memory_stats": lambda *args, **kwargs: {},
        "memory_summary": _giving(""),
        "list_gpu_processes": _giving(""),
        "get_rng_state": lambda *args, **kwargs: torch.get_rng_state(),
        "get_rng_state_all": lambda *args, **kwargs: [],
        "is_bf16_supported": _giving(False),
    }


ON_MPS = ["synchronize", "empty_cache", "manual_seed", "seed", "set_per_process_memory_fraction", "set_rng_state"]
ON_MPS_ZERO = ["current_allocated_memory", "driver_allocated_memory", "recommended_max_memory"]
TAKING_A_DEVICE = [*FACTORIES, "set_default_device", "set_default_tensor_type", "load"]
NAMES = [*TAKING_A_DEVICE, "Generator"]  # of torch, that change


def do_without_gpu() -> None:
    """Change torch so, for this process."""
    for kind in (torch.Tensor, torch.nn.Module):
        setattr(kind, "cuda", _stays)  # noqa: B010
        setattr(kind, "to", _on_cpu(kind.to))  # noqa: B010
    setattr(torch.Tensor, "pin_memory", _stays)  # noqa: B010
    setattr(torch.Tensor, "type", _on_cpu(torch.Tensor.type))  # noqa: B010
    for name in TAKING_A_DEVICE:
        setattr(torch, name, _on_cpu(getattr(torch, name)))
    setattr(torch, "Generator", Generator)  # noqa: B010
    for name, answer in _answers().items():
        setattr(torch.cuda, name, answer)
    for name in ON_MPS:
        setattr(torch.mps, name, _giving(None))
    for name in ON_MPS_ZERO:
        setattr(torch.mps, name, _giving(0))


def _stays(value: Any, *args: Any, **kwargs: Any) -> Any:
    return value


def _giving(value: Any) -> Callable[..., Any]:
    return lambda *args, **kwargs: value


def _on_cpu(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        for name in ("device", "map_location"):
            if name in kwargs:
                kwargs[name] = _cpu(kwargs[name])
        return function(*map(_cpu, args), **kwargs)

    return call


def _cpu(value: Any) -> Any:
    """The CPU for a GPU; anything else as it is."""
    if isinstance(value, torch.device):
        return "cpu" if value.type in ("cuda", "mps") else value
    if isinstance(value, str) and value.startswith("torch.cuda."):
        return value.replace("torch.cuda.", "torch.")
    return "cpu" if isinstance(value, str) and value.partition(":")[0] in ("cuda", "mps") else value
