"""A crashed job costs nobody anything, and nothing is asked for twice without need."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from grader.course.lessons import Lesson
from grader.devices import CPU
from grader.engine import cores as cores_module
from grader.engine.cores import cores
from grader.engine.orders import Done, Order, OrderSettings
from grader.engine.pool import Pool, surroundings
from grader.engine.schedule import Crew, carry_out
from grader.errors import GraderFault
from grader.sandbox import choose
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts, encode
from grader.sentences import Line
from grader.wire.messages import Limits
from tests.waiting import wait_until

RIGHT = b"def add(a, b): return a + b"


@pytest.fixture
def work(add: Lesson) -> OrderSettings:
    sandbox = choose("auto", own_code=True).name
    return OrderSettings(str(add.handout), str(add.instructor), Limits(), sandbox, CPU, "en", [], ["torch"], bytes(32))


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool()
    yield pool
    pool.close()


def card(outcome: str = "graded") -> bytes:
    facts = SubmissionFacts("0", []), SandboxFacts("", [])
    return encode(
        Scorecard(
            lesson="l", submission=facts[0], suite="hidden", suite_sha256="", seed=0, device="cpu", environment={},
            sandbox=facts[1], score=0, max_score=0, outcome=outcome, seconds=0, started="", tasks=[],  # type: ignore[arg-type]
        )
    )  # fmt: skip


def run(orders: list[Order], answer: Callable[[Order], Done], slots: int = 2) -> dict[str, Scorecard | Line]:
    """All results by key, from an executor that answers out of its head."""

    def asked(data: bytes) -> bytes:
        return msgspec.msgpack.encode(answer(msgspec.msgpack.decode(data, type=Order)))

    with ThreadPoolExecutor(slots) as threads:
        return {
            result.order.key: result.card or result.fault
            for result in carry_out(orders, Crew(threads, asked, lambda: slots, surroundings))
        }


def orders(work: OrderSettings, count: int) -> list[Order]:
    return [Order(work, f"key{number}", 1, {"add.py": RIGHT}) for number in range(count)]


def test_each_order_has_one_result(work: OrderSettings) -> None:
    asked: list[str] = []

    def answer(order: Order) -> Done:
        asked.append(order.key)
        return Done(card())

    assert len(run(orders(work, 50), answer, slots=5)) == 50
    assert sorted(asked) == sorted(order.key for order in orders(work, 50))


@pytest.mark.parametrize("bad", [Done(fault="job ended"), Done(card("grader_fault"))])
def test_a_fault_is_given_once_more(work: OrderSettings, bad: Done) -> None:
    """A second good answer counts as if nothing had been."""
    seen: set[str] = set()

    def answer(order: Order) -> Done:
        first = order.key not in seen
        seen.add(order.key)
        return bad if first and order.key == "key1" else Done(card())

    results = run(orders(work, 4), answer)
    assert [getattr(result, "outcome", result) for result in results.values()] == ["graded"] * 4


def test_a_submission_that_ends_two_jobs_is_set_aside(work: OrderSettings) -> None:
    """It is asked for twice and no more, and the others have their scorecards."""
    asked: list[str] = []

    def answer(order: Order) -> Done:
        asked.append(order.key)
        return Done(fault="job ended") if order.key == "key1" else Done(card())

    results = run(orders(work, 4), answer)
    assert results["key1"] == "job ended"
    assert asked.count("key1") == 2
    assert sum(isinstance(result, Scorecard) for result in results.values()) == 3


def test_a_machine_on_which_nothing_works_ends_the_run(work: OrderSettings) -> None:
    """A thousand submissions are not tried when not one can be graded."""
    asked: list[str] = []

    def answer(order: Order) -> Done:
        asked.append(order.key)
        return Done(fault="no sandbox starts")

    with pytest.raises(GraderFault, match="no sandbox starts"):
        run(orders(work, 1000), answer)
    assert len(asked) < 20


def test_only_a_few_orders_are_taken_ahead(work: OrderSettings) -> None:
    """A class of thousands is never in memory at once."""
    taken: list[int] = []
    release = threading.Event()

    def source() -> Iterator[Order]:
        for number, order in enumerate(orders(work, 100)):
            taken.append(number)
            yield order

    class Slow(Executor):
        def submit(self, *_: object) -> Future[bytes]:  # type: ignore[override]
            future: Future[bytes] = Future()
            release.set() if len(taken) >= 3 else None
            future.set_result(msgspec.msgpack.encode(Done(card())))
            return future

    results = carry_out(source(), Crew(Slow(), lambda data: data, lambda: 3, surroundings))
    next(results)
    assert len(taken) <= 3


# The jobs themselves.


def test_jobs_stay_warm(pool: Pool, work: OrderSettings) -> None:
    """The second order goes to the process that graded the first."""
    first, second = (pool.grade(order) for order in orders(work, 2))
    assert [msgspec.json.decode(done.card)["score"] for done in (first, second)] == ["3", "3"]
    assert len(pool.pids()) == 1


def test_killed_job_is_replaced(pool: Pool, work: OrderSettings) -> None:
    """Killed between two orders: the first notices, the next has a new job."""
    (order,) = orders(work, 1)
    pool.grade(order)
    os.kill(pool.pids()[0], signal.SIGKILL)
    with pytest.raises(GraderFault, match="a job ended"):
        pool.grade(order)
    assert msgspec.json.decode(pool.grade(order).card)["score"] == "3"


def test_closed_pool_ends_what_runs(pool: Pool, add: Lesson, work: OrderSettings, tmp_path: Path) -> None:
    """Ctrl-C while student code runs: the job and all that it started end, and the order is answered by a fault."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    begun = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    source = f"open({str(fifo)!r}, 'w').write('x')\nwhile True: pass\n"
    order = Order(msgspec.structs.replace(work, sandbox="process"), "k", 1, {"add.py": source.encode()})
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(pool.grade, order)
        assert select.select([begun], [], [], 120)[0]
        (pid,) = pool.pids()
        pool.close()
        assert isinstance(future.exception(60), GraderFault)
    os.close(begun)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(GraderFault, match="was ended"):
        pool.grade(order)


def test_a_broken_lesson_is_told_as_a_fault(pool: Pool, work: OrderSettings, tmp_path: Path) -> None:
    (order,) = orders(msgspec.structs.replace(work, handout=str(tmp_path)), 1)
    with pytest.raises(GraderFault, match=r"lesson\.toml"):
        pool.grade(order)
    assert pool.pids() == []


class SlowJob:
    """Starts when it is told to, and grades out of its head."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def prepare(self, work: OrderSettings) -> None:
        assert self.told.wait(20), "was not told"

    def grade(self, order: Order) -> Done:
        return Done(card())

    def let_go(self) -> None:
        self.told.set()

    close = let_go


@pytest.fixture
def slow_jobs(monkeypatch: pytest.MonkeyPatch) -> list[SlowJob]:
    """What a pool starts instead of processes, as they come."""
    made: list[SlowJob] = []

    def make(room: str, nice: int) -> SlowJob:
        made.append(SlowJob())
        return made[-1]

    monkeypatch.setattr("grader.engine.pool.JobProcess", make)
    return made


def test_nobody_waits_for_a_job_that_starts_while_another_is_free(
    slow_jobs: list[SlowJob], pool: Pool, work: OrderSettings
) -> None:
    """Orders come two at a time, and only one job has started: it grades them all, and there is no third."""
    with ThreadPoolExecutor(2) as threads, contextlib.closing(pool):
        results = [threads.submit(pool.grade, order) for order in orders(work, 20)]
        wait_until(lambda: bool(slow_jobs))
        slow_jobs[0].told.set()
        assert [result.result(20) for result in results] == [Done(card())] * 20
    assert len(slow_jobs) <= 2


@pytest.mark.parametrize(("forked", "cores"), [(False, 5), (True, 2)])
def test_as_many_jobs_start_at_a_time_as_there_are_cores_for(
    slow_jobs: list[SlowJob], work: OrderSettings, monkeypatch: pytest.MonkeyPatch, forked: bool, cores: int
) -> None:
    """Without a zygote each start takes two cores: on five cores two start, and the third when one of them is warm and taken."""
    monkeypatch.setattr("grader.zygote.client.POSSIBLE", forked)
    monkeypatch.setattr("grader.engine.pool.cores", lambda: cores)
    busy = threading.Event()
    monkeypatch.setattr(SlowJob, "grade", lambda *_: Done(card()) if busy.wait(20) else None)
    with ThreadPoolExecutor(3) as threads, contextlib.closing(Pool()) as pool:
        results = [threads.submit(pool.grade, order) for order in orders(work, 3)]
        wait_until(lambda: pool._waiting == 3)
        assert len(slow_jobs) == 2
        slow_jobs[0].told.set()
        wait_until(lambda: len(slow_jobs) == 3)
        busy.set()
        assert [result.result(20) for result in results] == [Done(card())] * 3


def test_a_start_that_fails_in_any_way_is_told_to_who_waits(
    slow_jobs: list[SlowJob], pool: Pool, work: OrderSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by an exception that nobody thought of: nobody waits for ever, and the next order has a job of its own."""

    def fail(job: SlowJob, work: OrderSettings) -> None:
        raise BrokenPipeError("gone")

    monkeypatch.setattr(SlowJob, "prepare", fail)
    for _ in range(2):
        (order,) = orders(work, 1)
        with pytest.raises(GraderFault, match="BrokenPipeError: gone"):
            pool.grade(order)
    assert len(slow_jobs) == 2


# How many.


@pytest.mark.parametrize(("quota", "expected"), [("max 100000", 4), ("250000 100000", 3), ("50000 100000", 1)])
def test_cores_respect_the_control_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, expected: int
) -> None:
    """A container's share counts, and a part of a core is a core."""
    (tmp_path / "cpu.max").write_text(quota)
    monkeypatch.setattr(cores_module, "_quotas", lambda: cores_module._quota(tmp_path))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert cores() == expected
