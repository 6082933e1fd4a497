"""A worker in this process, whose traces in the interpreter are taken back."""

from __future__ import annotations

import builtins
import random
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from grader.wire.messages import Limits
from grader.worker.serve import Worker


@pytest.fixture
def worker_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Worker]]:
    """Make a worker that has the source text as its submission; it works in a folder beside it."""
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    submission, work = tmp_path / "submission", tmp_path / "work"
    submission.mkdir()
    work.mkdir()
    monkeypatch.chdir(work)
    for name in ("stdout", "stderr", "argv"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(sys, "path", sys.path.copy())
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    monkeypatch.delitem(sys.modules, "IPython.core.getipython", raising=False)
    for name in ("input", "display", "get_ipython"):
        monkeypatch.setattr(builtins, name, getattr(builtins, name, None), raising=False)
    for owner, name in (
        (torch, "compile"),
        (torch.nn.Module, "compile"),
        (torch.Tensor, "to"),
        (torch.nn.Module, "to"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))

    def worker_of(source: str, limits: Limits = Limits()) -> Worker:  # noqa: B008
        (submission / "answer.py").write_text(textwrap.dedent(source), encoding="utf-8")
        made.append(Worker(submission, limits))
        return made[-1]

    made: list[Worker] = []
    yield worker_of
    for worker in made:
        worker.operations.absent.show()
    sys.modules.pop("answer", None)
    random.setstate(states[0])
    np.random.set_state(states[1])
    torch.set_rng_state(states[2])
