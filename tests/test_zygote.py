"""One process has imported PyTorch; judges' parents are forked from it, hold none of its secrets and end with their owners."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge.process import Judge
from grader.zygote import client as zygote
from tests.waiting import wait_until

CANARY = "canary-71bd"


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Judge]:
    """From a zygote of its own: what other tests have warm is not touched."""
    monkeypatch.setattr(zygote, "_shared", None)
    monkeypatch.setenv("DLGRADE_TEST_SECRET", CANARY)
    judge = Judge(with_torch=False)
    judge.wait_until_ready()
    yield judge
    judge.close()
    zygote.renew()


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def gone(pid: int) -> bool:
    return (
        not Path(f"/proc/{pid}").exists() or Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    )


def memory(pid: int) -> bytes:
    """All of a process's own memory."""
    parts = []
    with open(f"/proc/{pid}/mem", "rb", 0) as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            if line.split()[1].startswith("rw") and "[vvar" not in line:
                first, last = (int(word, 16) for word in line.split()[0].split("-"))
                file.seek(first)
                parts.append(file.read(last - first))
    return b"".join(parts)


def test_two_judges_are_forked_from_one_process(judge: Judge) -> None:
    other = Judge(with_torch=False)
    other.wait_until_ready()
    try:
        assert judge.process.pid != other.process.pid
        assert parent_of(judge.process.pid) == parent_of(other.process.pid) != os.getpid()
    finally:
        other.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root reads the memory of a process that hides it")
def test_no_zygote_holds_what_a_judge_was_given(judge: Judge) -> None:
    above = parent_of(judge.process.pid)

    assert CANARY.encode() in memory(judge.process.pid)
    for pid in (above, parent_of(above)):
        assert CANARY.encode() not in memory(pid)
        assert CANARY.encode() not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_closed_judge_is_gone_and_its_zygote_is_not(judge: Judge) -> None:
    pid, above = judge.process.pid, parent_of(judge.process.pid)
    judge.close()
    assert gone(pid)
    assert not gone(above)


def test_a_judge_that_is_closed_before_it_is_forked_is_gone(judge: Judge) -> None:
    above = parent_of(judge.process.pid)
    early = Judge(with_torch=False)
    early.close()
    children = Path(f"/proc/{above}/task/{above}/children")
    wait_until(lambda: children.read_text().split() == [str(judge.process.pid)])


GPU = """
import os, sys, grader.forks, torch
asked = []
def stand_in(name):
    return lambda *args, **kwargs: asked.append(name)
grader.forks.GPUS = ["/dev/null"]
for name in ("_lazy_init", "init", "is_available", "device_count", "current_device", "set_device", "get_device_name"):
    setattr(torch.cuda, name, stand_in(name))
torch.autograd.backward = torch.Tensor.backward = stand_in("backward")
for side in ("judge", "worker"):
    module = __import__(f"grader.{side}.forkserver", fromlist=["warm_up"])
    module.warm_up()
loaded = [line for line in open("/proc/self/maps") if "libcuda.so" in line]
print(asked, loaded, len(os.listdir("/proc/self/task")))
"""


def test_no_zygote_asks_for_a_gpu_or_has_a_second_thread() -> None:
    """Neither survives a fork. A first backward pass begins it, where PyTorch is built with it."""
    done = subprocess.run([sys.executable, "-c", GPU], env=zygote.ENVIRONMENT, capture_output=True, text=True)

    assert done.stdout == "[] [] 1\n", done.stderr


def test_without_a_zygote_a_judge_imports_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote, "POSSIBLE", False)
    judge = Judge(with_torch=False)
    judge.wait_until_ready()
    assert parent_of(judge.process.pid) == os.getpid()
    judge.close()


def test_a_zygote_that_is_killed_takes_its_judges_along_and_is_replaced(judge: Judge) -> None:
    above = parent_of(judge.process.pid)
    root = parent_of(above)
    os.kill(root, signal.SIGKILL)
    wait_until(lambda: gone(judge.process.pid))
    assert not judge.alive
    next_one = Judge(with_torch=False)
    next_one.wait_until_ready()
    assert next_one.alive
    next_one.close()
