"""Semaphores of eventfds do what those of multiprocessing do, for threads and forked processes alike."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import synchronize
from typing import Any

import pytest

from grader.worker.by_value import EventSemaphore

OWN = vars(synchronize)["_multiprocessing"].SemLock
KINDS = [EventSemaphore, OWN]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandboxes that need it are Linux's")
either = pytest.mark.parametrize("of", [pytest.param(kind, id=kind.__name__) for kind in KINDS])


@pytest.fixture
def make(of: type, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], object]:
    monkeypatch.setattr(vars(synchronize)["_multiprocessing"], "SemLock", of)
    return lambda name: getattr(multiprocessing.get_context("fork"), name)()


@either
def test_a_lock_is_held_by_one(make: Callable[..., Any]) -> None:
    lock = make("Lock")
    with lock:
        assert not lock.acquire(block=False)
        began = time.monotonic()
        assert not lock.acquire(timeout=0.05)
        assert time.monotonic() - began >= 0.05
    assert lock.acquire(block=False)


@either
def test_a_thread_waits_until_it_is_released(make: Callable[..., Any]) -> None:
    lock, got = make("Lock"), []
    lock.acquire()
    waiting = threading.Thread(target=lambda: got.append(lock.acquire(timeout=60)))
    waiting.start()
    assert got == []
    lock.release()
    waiting.join()
    assert got == [True]


@either
def test_what_nobody_holds_cannot_be_released(make: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="released too many times"):
        make("Lock").release()
    with pytest.raises(AssertionError, match="not owned by thread"):
        make("RLock").release()
    with pytest.raises(ValueError, match="released too many times"):
        make("BoundedSemaphore").release()


@either
def test_the_holder_may_take_a_recursive_lock_again(make: Callable[..., Any]) -> None:
    lock, others = make("RLock"), []
    with lock, lock:
        other = threading.Thread(target=lambda: others.append(lock.acquire(block=False)))
        other.start()
        other.join()
    assert others == [False]
    with pytest.raises(AssertionError):
        lock.release()


@either
def test_a_semaphore_counts(make: Callable[..., Any]) -> None:
    semaphore = make("Semaphore")
    semaphore.release()
    assert semaphore.get_value() == 2
    assert semaphore.acquire(block=False)
    assert semaphore.acquire(block=False)
    assert not semaphore.acquire(block=False)
    assert semaphore.get_value() == 0


@either
def test_a_forked_process_shares_it_and_does_not_hold_it(make: Callable[..., Any]) -> None:
    lock, gate = make("Lock"), make("Event")
    lock.acquire()
    child = os.fork()
    if child == 0:
        refused = not lock.acquire(block=False)
        gate.set()
        os._exit(0 if refused and lock.acquire(timeout=60) else 1)
    assert gate.wait(60)
    lock.release()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not lock.acquire(block=False)


@either
def test_a_barrier_and_a_condition_let_all_through(make: Callable[..., Any]) -> None:
    condition, passed, ready = make("Condition"), [], False

    def wait() -> None:
        with condition:
            passed.append(condition.wait_for(lambda: ready, timeout=1200))

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    with condition:
        ready = True
        condition.notify_all()
    for thread in threads:
        thread.join()
    assert passed == [True] * 3


def test_a_semaphore_that_is_gone_gives_its_descriptor_back() -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(50):
        EventSemaphore(1, 1, 1, "", True)
    assert len(os.listdir("/proc/self/fd")) == before
