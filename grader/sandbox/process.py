"""A separate process and no more: for a student's own machine, where the code is their own."""

from __future__ import annotations

from grader.sandbox.base import Backend, Kit, memory_guarantee
from grader.wire.messages import Confinement, Limits


class Process(Backend):
    name = "process"

    def guarantees(self) -> tuple[str, ...]:
        return (
            "network: open",
            "file system: open, as for any program of yours; the scratch folder is removed",
            "other processes: visible; those that the submission started are killed after it",
            memory_guarantee(),
            "processes: not limited",
            "disk: the size of one file is limited by the kernel, of all files in the scratch folder by a watching parent",
            "CPU time: limited by the kernel, and by the judge's clock",
        )

    def why_not(self) -> str:
        return ""

    def prepare(self, kit: Kit, limits: Limits) -> tuple[list[str], Confinement]:
        scratch = str(kit.scratch)
        return [], Confinement(scratch, [scratch], "descendants", filtered=False)
