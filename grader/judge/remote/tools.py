"""What a suite asks of the worker itself, beside calling the student's functions: gradients, parameters, files, shared tensors."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.judge.remote.errors import Mismatch
from grader.judge.remote.shared_memory import Sealed
from grader.judge.remote.student import Desk, Remote, short
from grader.sentences import text
from grader.wire.torch_if_loaded import torch

__all__ = ["WorkerTools"]


class WorkerTools:
    """The place where student code runs: docs/authors.md lists the calls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put(self, value: Any, name: str = "value") -> Remote:
        """The value as a remote; its `fetch()` brings a copy back. `name`: how a message to the student calls it."""
        remote: Remote = self._desk.tool("put", (value,), keep=True, text=name)
        return remote

    def item(self, remote: Remote, key: Any, name: str = "value") -> Remote:
        """`remote[key]` as a remote, kept there even where it is plain."""
        kept: Remote = self._desk.tool("getitem", (remote, key), keep=True, text=name)
        return kept

    def share(self, tensor: torch.Tensor | np.ndarray | Sealed, name: str = "value") -> Remote:
        """A large tensor or array as a remote, by shared memory; the worker's changes to it stay in the worker."""
        sealed = tensor if isinstance(tensor, Sealed) else Sealed(tensor)
        arguments = (sealed.kind, sealed.dtype, sealed.shape, False)
        remote: Remote = self._desk.tool("map", arguments, keep=True, text=name, memory=sealed)
        return remote

    def rows(self, remote: Remote, first: int, last: int) -> Remote:
        """`remote[first:last]` as a remote: a part of a shared tensor, for instance."""
        part: Remote = self._desk.tool("rows", (remote, first, last), keep=True, text=remote.remote_text)
        return part

    def keep(self, function: Remote, /, *args: Any, **kwargs: Any) -> Remote:
        """Call and keep even a plain result there."""
        self._desk.record(function.remote_text, args, kwargs)
        kept: Remote = self._desk.call(
            function.handle(),
            args,
            kwargs,
            origin=function.origin,
            keep=True,
            text=f"{function.remote_text}{short(args, kwargs)}",
        )
        return kept

    def gradient(self, function: Remote, /, *args: Any, wrt: tuple[int, ...] = (0,), **kwargs: Any) -> list[Any]:
        """Gradients of `function(*args).sum()` with respect to the arguments at the positions `wrt`."""
        self._record_gradient(function, args, kwargs)
        gradients = self._desk.tool("gradient", (function, wrt, *args), kwargs)
        if not isinstance(gradients, list) or len(gradients) != len(wrt):
            raise Mismatch(text("check.no_gradients"))
        return gradients

    def backward(self, function: Remote, /, *args: Any, **kwargs: Any) -> None:
        self._record_gradient(function, args, kwargs)
        self._desk.tool("backward", (function, *args), kwargs)

    def requires_grad(self, function: Remote, /, *args: Any, **kwargs: Any) -> bool:
        self._desk.record(function.remote_text, args, kwargs)
        return self._desk.tool("requires_grad", (function, *args), kwargs) is True

    def parameters(self, model: Remote) -> list[Any]:
        return self._list("parameters", model)

    def parameter_gradients(self, model: Remote) -> list[Any]:
        return self._list("parameter_gradients", model)

    def set_parameters(self, model: Remote, values: list[torch.Tensor]) -> None:
        self._desk.tool("set_parameters", (model, list(values)))

    def state(self, model: Remote) -> list[Any]:
        """Copies of the parameters and buffers, in order."""
        return self._list("state", model)

    def set_state(self, model: Remote, values: list[Any]) -> None:
        """Sets them, by order and shape; raises Mismatch where they do not fit."""
        own = self.state(model)
        if not all(isinstance(value, torch.Tensor) for value in (*own, *values)):
            raise Mismatch(text("check.no_parameters"))
        before, after = (str([tuple(value.shape) for value in state]) for state in (own, values))
        if before != after:
            raise Mismatch(text("check.reshaped"), expected=before, yours=after)
        self._desk.tool("set_state", (model, list(values)))

    def predict(self, model: Remote, x: torch.Tensor | Remote) -> Any:
        """`model(x)` without a graph, a module in evaluation mode and `x` on its device."""
        self._desk.record(model.remote_text, (x,), {})
        return self._desk.tool("predict", (model, x), text=f"{model.remote_text}(...)")

    def shares_memory(self, a: Remote, b: Remote) -> bool:
        return self._desk.tool("shares_memory", (a, b)) is True

    def code(self, source: str) -> Remote:
        """Run source of the suite's own there; the module as a remote. Student code can read it: no answers in it."""
        module: Remote = self._desk.tool("code", (source,), keep=True, text="given")
        return module

    def restart(self) -> None:
        """End the worker and start a new one: no object, module or file of the old one is left."""
        self._desk.link.begin_again()

    def file(self, name: str, data: bytes) -> str:
        """Write bytes to the worker's scratch folder; the path to give to student code."""
        path = self._desk.tool("file", (name, np.frombuffer(data, dtype=np.uint8)))
        return path if isinstance(path, str) else name

    def seed(self, seed: int) -> None:
        self._desk.tool("seed", (seed,))

    def printed(self) -> str:
        printed = self._desk.tool("printed", ())
        return printed if isinstance(printed, str) else ""

    def _list(self, name: str, model: Remote) -> list[Any]:
        values = self._desk.tool(name, (model,))
        if not isinstance(values, list):
            raise Mismatch(text("check.no_parameters"))
        return values

    def _record_gradient(self, function: Remote, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self._desk.record(function.remote_text, args, kwargs)
