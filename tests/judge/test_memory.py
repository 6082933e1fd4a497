"""Memory that a worker reads in place: large data crosses once, and what a student changes stays the student's own."""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.judge.memory import seal

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
    sealed = seal(torch.ones(1000))
    spoiler = hand_in(SUM)

    assert spoiler.student.spoil(spoiler.worker.share(sealed)) == 0
    spoiler.link.stop()
    other = hand_in(SUM)
    assert other.student.total(other.worker.share(sealed)) == 1000


def test_sealed_memory_cannot_be_written() -> None:
    """Not through its descriptor, nor a shared mapping of it, nor by cutting it off."""
    sealed = seal(torch.ones(1000))

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
        seal(torch.empty(0))
