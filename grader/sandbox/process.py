"""A separate process and no more: for a student's own machine, where the code is their own."""

from __future__ import annotations

import os

from grader.sandbox.base import Backend, Kit, memory_guarantee
from grader.sentences import Line, Text, text
from grader.wire.messages import Confinement, Limits
from grader.worker.confine import LINUX


class Process(Backend):
    name = "process"

    def guarantees(self) -> tuple[Text, ...]:
        return (
            text("sandbox.network_open"),
            text("sandbox.files_open"),
            text("sandbox.others_visible"),
            memory_guarantee() if LINUX else text("sandbox.memory_family"),
            text("sandbox.processes_open"),
            text("sandbox.disk_scratch"),
            text("sandbox.time"),
        )

    def why_not(self) -> Line:
        return "" if hasattr(os, "fork") else text("wrong.windows")

    def prepare(self, kit: Kit, limits: Limits) -> tuple[list[str], Confinement]:
        scratch = str(kit.scratch)
        return [], Confinement(scratch, [scratch], "descendants", code=str(kit.code), filtered=False)
