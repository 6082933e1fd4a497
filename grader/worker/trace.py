"""What fills the record of operators: a mode of PyTorch's dispatcher."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from grader.worker.record import OperatorRecord

__all__ = ["OperatorRecord", "Trace"]


class Trace(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Within it, each operator that PyTorch's dispatcher runs in this thread goes into the record."""

    def __init__(self, record: OperatorRecord) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._record = record

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """No: skipping imports torch._dynamo at the first operator, for more than a second, and nothing here is ever compiled."""
        return False

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self._record.add("torch", function._schema.name)
        if torch._C._current_graph_task_id() != -1:
            self._record.add("autograd")
        for kind in types:  # of tensors, a student's own: what it does instead of the operator is seen as well
            with Trace(self._record):
                result = kind.__torch_dispatch__(function, types, args, kwargs or {})
            if result is not NotImplemented:
                return result
        return function(*args, **(kwargs or {}))
