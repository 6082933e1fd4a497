"""What fills the record of operators: a mode of PyTorch's dispatcher, and one of its functions, since many a function is made of other operators."""

from __future__ import annotations

from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from grader.worker.record import OperatorRecord

__all__ = ["OperatorRecord", "Trace"]


class Functions(TorchFunctionMode):
    """Within it, each function of PyTorch's that is called in this thread goes into the record, named as an operator of its name would be.

    The dispatcher shows `F.kl_div` only as the operators that it is made of. What a function calls in its turn is PyTorch's own and not recorded here.
    """

    def __init__(self, record: OperatorRecord) -> None:
        super().__init__()
        self._record = record

    def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = str(getattr(function, "__name__", ""))
        self._record.add(f"aten::{name.partition('.')[0]}")  # of an overload such as "kl_div.default"
        return function(*args, **(kwargs or {}))


class Trace(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Within it, each operator that PyTorch's dispatcher runs in this thread goes into the record, and each function that is called."""

    def __init__(self, record: OperatorRecord) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._record = record
        self._functions = Functions(record)

    def __enter__(self) -> Trace:
        self._functions.__enter__()  # type: ignore[no-untyped-call]
        super().__enter__()  # type: ignore[no-untyped-call]
        return self

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)  # type: ignore[no-untyped-call]
        self._functions.__exit__(*error)  # type: ignore[no-untyped-call]

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
