"""Gives orders to an executor, a few at a time, and answers each with a scorecard, whatever ends on the way."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass

import msgspec
from msgspec import Struct

from grader.devices import Device
from grader.engine.orders import Done, Order
from grader.errors import GraderFault, said_by
from grader.scorecard import Scorecard, decode
from grader.sentences import Line, text

__all__ = ["ATTEMPTS", "Crew", "CrewGone", "OrderResult", "carry_out"]

ATTEMPTS = 2  # a job may be killed from outside; a submission that ends two of them is set aside
STREAK = 3  # so many attempts of each slot in a row without one scorecard: it is not the submissions


class CrewGone(GraderFault):
    """Who should do the work is no longer there."""


@dataclass(frozen=True)
class Crew:
    """Who does the work: an executor, what it is given to run (an order as bytes), how many may be under way just now, and
    what sandbox and device come of those asked for where the work is done (raises UsageError where they do not work)."""

    executor: Executor
    run: Callable[[bytes], bytes]
    slots: Callable[[], int]
    surroundings: Callable[[str, str, bool], tuple[str, Device]]


class OrderResult(Struct, frozen=True):
    """What became of an order: its scorecard, or why there is none; and where, as in Done."""

    order: Order
    card: Scorecard | None
    fault: Line = ""
    where: str = ""


def carry_out(
    orders: Iterable[Order], crew: Crew, tell: Callable[[list[str]], None] = lambda keys: None
) -> Generator[OrderResult, None, None]:
    """The results of the orders, as they end.

    No more orders are taken than may be under way. tell: is given the keys of those, each time something ends and each second. Raises GraderFault when
    nothing can be graded at all.
    """
    slots = crew.slots
    waiting = iter(orders)
    again: deque[Order] = deque()
    running: dict[Future[bytes], Order] = {}
    attempts: Counter[str] = Counter()
    streak = 0
    while True:
        while len(running) < slots():
            order = again.popleft() if again else next(waiting, None)
            if order is None:
                break
            running[crew.executor.submit(crew.run, msgspec.msgpack.encode(order))] = order
        if not running:
            return
        tell([order.key for order in running.values()])
        for future in wait(running, timeout=1, return_when=FIRST_COMPLETED).done:
            order = running.pop(future)
            result = _result(order, future)
            card = result.card
            if card is None:
                slots()  # raises CrewGone where it is not the submission
            streak = 0 if card else streak + 1
            if streak >= STREAK * max(2, slots()):
                raise GraderFault(text("fault.nothing", said=result.fault))
            attempts[order.key] += 1
            if (card is None or card.outcome == "grader_fault") and attempts[order.key] < ATTEMPTS:
                again.append(order)
                continue
            del attempts[order.key]
            yield result


def _result(order: Order, future: Future[bytes]) -> OrderResult:
    try:
        done = msgspec.msgpack.decode(future.result(), type=Done)
    except CancelledError:
        return OrderResult(order, None, text("fault.given_back"))
    except Exception as error:  # of any kind: an executor brings its own
        why = said_by(error) if isinstance(error, GraderFault) else f"{type(error).__name__}: {error}"
        return OrderResult(order, None, why)
    return OrderResult(order, decode(done.card) if done.card else None, done.fault, done.where)
