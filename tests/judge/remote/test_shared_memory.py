"""Memory that a worker maps: shared data crosses once and stays as it is; what is lent shows the judge what became of it."""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from grader.judge import check
from grader.judge.remote.errors import Mismatch, StudentError
from grader.judge.remote.shared_memory import Lent, Sealed
from grader.wire.messages import Returned

HandIn = Callable[..., Any]
SUM = "def total(x): return x.sum().item()\ndef spoil(x): x.zero_(); return x.sum().item()"


@pytest.mark.parametrize("dtype", [torch.float32, torch.int64, torch.uint8, torch.bool])
def test_shared_tensor_arrives_as_it_is(hand_in: HandIn, dtype: torch.dtype) -> None:
    """Values, shape and dtype; a view that is not contiguous too."""
    tensor = torch.arange(6).reshape(2, 3).to(dtype).T

    got = hand_in("").worker.share(tensor).fetch()

    assert torch.equal(got, tensor)
    assert got.dtype == dtype


def test_what_a_student_changes_is_the_student_s_own(hand_in: HandIn) -> None:
    """The next worker that maps the same memory finds it as it was."""
    sealed = Sealed(torch.ones(1000))
    spoiler = hand_in(SUM)

    assert spoiler.student.spoil(spoiler.worker.share(sealed)) == 0
    spoiler.link.stop()
    other = hand_in(SUM)
    assert other.student.total(other.worker.share(sealed)) == 1000


def test_sealed_memory_cannot_be_written() -> None:
    """Not through its descriptor, nor a shared mapping of it, nor by cutting it off."""
    sealed = Sealed(torch.ones(1000))

    for attempt in (
        lambda: os.pwrite(sealed.fd, b"x", 0),
        lambda: os.ftruncate(sealed.fd, 0),
        lambda: mmap.mmap(sealed.fd, 4000, mmap.MAP_SHARED, mmap.PROT_WRITE),
    ):
        with pytest.raises(PermissionError):
            attempt()


def test_more_than_a_message_may_hold_can_be_shared(hand_in: HandIn) -> None:
    """reply_mb bounds messages, not shared memory."""
    bench = hand_in(SUM, reply_mb=1)

    assert bench.student.total(bench.worker.share(torch.ones(1 << 20))) == 1 << 20


def test_empty_tensor_is_refused() -> None:
    """There is nothing to map."""
    with pytest.raises(ValueError, match="empty"):
        Sealed(torch.empty(0))


def test_size_of_lent_memory_is_fixed() -> None:
    """A worker can neither cut it off under the judge nor grow it, nor forbid what comes after."""
    lent = Lent(bytes(1000))

    for attempt in (
        lambda: os.ftruncate(lent.fd, 0),
        lambda: os.ftruncate(lent.fd, 1 << 20),
        lambda: os.posix_fallocate(lent.fd, 0, 1 << 20),
        lambda: fcntl.fcntl(lent.fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE),
    ):
        with pytest.raises(PermissionError):
            attempt()
    assert lent.intact()
    lent.close()


# Whatever it is asked for, it puts everything back as it was and says that nothing was changed.
LIAR = """
    import gc
    import torch
    kept = []
    def note(*values):
        kept[:] = [(value, value.clone() if isinstance(value, torch.Tensor) else value.copy()) for value in values]
    def fetch(value):
        for changed, before in kept:
            changed[...] = before
        return value
    def first(x): note(x); x[0] = 7
    def second(x, y): note(x, y); y[0] = 7
    def inner(params): note(params["layers"][0][0]); params["layers"][0][0][0] = 7
    def nothing(*values, **named): note(*values); return values[0].sum()
    for thing in gc.get_objects():
        if type(thing).__name__ == "Operations":
            thing.fetch = fetch
    """
LIES = {
    "a tensor": ("first", (torch.zeros(2),)),
    "an array": ("first", (np.zeros(2, dtype=np.float32),)),
    "bools": ("first", (torch.zeros(2, dtype=torch.bool),)),
    "the second of two": ("second", (torch.zeros(2), torch.zeros(2))),
    "an array in a list in a dict": ("inner", ({"layers": [(np.zeros(2), np.ones(1))]},)),
}


@pytest.mark.parametrize(("name", "args"), LIES.values(), ids=LIES)
def test_liar_cannot_hide_that_it_changed(hand_in: HandIn, name: str, args: Any) -> None:
    """The judge looks at its own memory before it asks."""
    with pytest.raises(Mismatch, match="was changed in place by the call"):
        check.unchanged(getattr(hand_in(LIAR).student, name), *args)


@pytest.mark.parametrize("value", [torch.tensor(3.0), np.arange(4).reshape(2, 2), torch.empty(0, 3)], ids=str)
def test_what_is_lent_arrives_as_it_is(hand_in: HandIn, value: Any) -> None:
    """Of no dimension, of two, and empty."""
    source = "def same(x): return x\ndef kind(x): return type(x).__name__"
    student = hand_in(source).student

    got = check.unchanged(student.same, value)

    assert check.unchanged(student.kind, value) == type(value).__name__
    assert (got.dtype, got.shape, got.tolist()) == (value.dtype, value.shape, value.tolist())


def test_lending_leaves_no_descriptor_open(hand_in: HandIn) -> None:
    """Neither after a change nor after an exception: a suite may ask a thousand times."""
    bench = hand_in("def spoil(x): x[0] = 7\ndef breaks(x): raise ValueError")
    bench.worker.printed()  # starts the worker
    before = len(list(Path("/proc/self/fd").iterdir()))

    with pytest.raises(Mismatch):
        check.unchanged(bench.student.spoil, torch.zeros(2))
    with pytest.raises(StudentError):
        check.unchanged(bench.student.breaks, torch.zeros(2), torch.zeros(2))

    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_diagnosis_lends_what_was_lent_and_not_what_became_of_it(hand_in: HandIn) -> None:
    """The same calls, put to one worker after the other, start from the same values."""
    source = "def spoil(x): x += 1; return x.sum().item()"
    asked = hand_in(source)
    with pytest.raises(Mismatch):
        check.unchanged(asked.student.spoil, torch.zeros(2))
    asked.link.stop()

    for _ in range(2):
        other = hand_in(source).link
        fds = [each.memory.again() if each.memory else -1 for each in asked.link.transcript]
        pairs = zip(asked.link.transcript, fds, strict=True)
        replies = [other.replay(each.call, each.sent, fd).reply for each, fd in pairs]
        assert [reply.value for reply in replies if isinstance(reply, Returned)][-1] == 2
        other.stop()
