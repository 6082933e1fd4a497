"""What a job is asked, and what it answers. Values that travel: to a process of this machine or of another."""

from __future__ import annotations

from msgspec import Struct

from grader.devices import Device
from grader.sentences import Part, Text
from grader.wire.messages import Cell, Limits

__all__ = ["Done", "Order", "OrderSettings"]


class OrderSettings(Struct, frozen=True):
    """What all orders of a class have in common: a job keeps its session warm as long as this stays the same.

    secret_key: what everything is drawn from. after_due: the deadline is past, so that the tests run that wait for it. content: names
    what the lesson's files hold, where they may change while jobs are warm.
    """

    handout: str
    instructor: str
    limits: Limits
    sandbox: str
    device: Device
    language: str
    hidden: list[str]
    preload: list[str]
    secret_key: bytes
    packages: list[str] = []
    after_due: bool = True
    content: str = ""


class Order(Struct, frozen=True):
    """Grade one submission. key: names all that its result depends on. The rest is a Submission's."""

    work: OrderSettings
    key: str
    seed: int
    files: dict[str, bytes]
    problem: Part = ""
    notes: list[str | Text] = []
    cells: list[Cell] = []
    reasons: dict[str, Text] = {}


class Done(Struct, frozen=True):
    """The scorecard as JSON, or why there is none. where: the machine of a cluster that graded, "" for this one."""

    card: bytes = b""
    fault: str | Text = ""
    where: str = ""
