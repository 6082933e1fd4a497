"""A lesson that does without a package: the student's file does not find it, the worker and the next lesson do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.wire.messages import Call, Raised, Returned
from grader.wire.values import pack
from grader.worker.serve import Worker

Make = Callable[..., Worker]

IMPORTS = (
    "import torch",
    "import torch.nn as nn",
    "from torch.nn import functional",
    "__import__('importlib').import_module('torch')",
)


def ask(worker: Worker, target: str, *args: Any) -> Returned | Raised:
    packed = [pack(arg, lambda value: pytest.fail(str(value)))[0] for arg in args]
    return worker.answer(Call(1, target, packed), memoryview(b""))[0]


@pytest.mark.parametrize("line", IMPORTS)
def test_student_file_does_not_find_the_package(worker_of: Make, line: str) -> None:
    """Whatever way it is imported, the sentence names the package; afterwards it is there again."""
    worker = worker_of(line)

    reply = ask(worker, "worker.load", "answer.py", ["torch"])
    ask(worker, "worker.begin", 3)

    assert isinstance(reply, Raised)
    assert (reply.type, reply.message) == (
        "ModuleNotFoundError",
        "this lesson does without torch; nothing of it is there for your code",
    )
    assert sys.modules["torch"] is torch


@pytest.mark.parametrize(
    "line",
    [
        "import torch.optim",
        "from torch.optim import SGD",
        "import torch\ntorch.optim.SGD",
        "from torch import optim\noptim.SGD",
    ],
)
def test_part_of_a_package_is_not_found(worker_of: Make, line: str) -> None:
    """Neither by import nor as an attribute; the rest of the package is there, and afterwards all of it."""
    worker = worker_of(f"import torch.nn\n{line}")

    reply = ask(worker, "worker.load", "answer.py", ["torch.optim"])
    ask(worker, "worker.begin", 3)

    assert isinstance(reply, Raised)
    assert (reply.type, reply.message) == (
        "ModuleNotFoundError",
        "this lesson does without torch.optim; nothing of it is there for your code",
    )
    assert torch.optim.SGD.__module__ == "torch.optim.sgd"


def test_package_is_not_found_within_a_call(worker_of: Make) -> None:
    """An import that waits for the call fails as well, and the worker's own operations go on."""
    worker = worker_of("def f():\n  import sys\n  'torch' in sys.modules or __import__('torch.nn')")
    assert isinstance(ask(worker, "worker.load", "answer.py", ["torch"]), Returned)

    assert isinstance(ask(worker, "student.f"), Raised)
    assert isinstance(ask(worker, "worker.begin", 3), Returned)


def test_other_packages_and_other_lessons_are_untouched(worker_of: Make) -> None:
    """NumPy is there, and torch where no lesson says otherwise."""
    worker = worker_of("import numpy, decimal")
    assert isinstance(ask(worker, "worker.load", "answer.py", ["torch"]), Returned)
    ask(worker, "worker.begin", 3)

    assert isinstance(ask(worker_of("import torch.nn"), "worker.load", "answer.py"), Returned)
