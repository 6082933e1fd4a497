"""A record of the operators that ran: how a task that must do without one is checked."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

__all__ = ["Trace"]


class Trace(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Within it, remembers the name of each operator that PyTorch's dispatcher runs, such as `aten::softmax`.

    Two names are not operators: `torch` stands for any operator at all, `autograd` for any that runs in a backward pass.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._names: set[str] = set()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """No: skipping imports torch._dynamo at the first operator, for more than a second, and nothing here is ever compiled."""
        return False

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self._names.update(("torch", function._schema.name))
        if torch._C._current_graph_task_id() != -1:
            self._names.add("autograd")
        return function(*args, **(kwargs or {}))

    def names(self) -> list[str]:
        return sorted(self._names)[:1000]
