"""The trace costs nothing to begin with."""

from __future__ import annotations

import subprocess
import sys


def test_first_traced_operator_imports_nothing_heavy() -> None:
    """torch._dynamo takes more than a second, which every worker of a lesson with forbidden operators would pay."""
    program = (
        "import sys, torch; from grader.worker.trace import OperatorRecord, Trace\n"
        "record = OperatorRecord(); record.follow()\n"
        "with Trace(record): torch.ones(1) + 1\n"
        "print(list(record.lines()), 'torch._dynamo' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['aten::add', 'aten::ones', 'torch'] False"
