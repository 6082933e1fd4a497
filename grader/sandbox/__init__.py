"""How a worker is confined: one file per backend, and what each one guarantees.

It starts the worker's side and imports the wire, never the judge or anything that it knows.
"""

from __future__ import annotations

import sys

from grader.errors import UsageError
from grader.sandbox.base import Backend, Sandbox
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.process import Process
from grader.sandbox.uid import Uid
from grader.sentences import Line, text

__all__ = ["BACKENDS", "Backend", "Sandbox", "choose"]

# From the strongest to the weakest: `auto` takes the first that works here.
BACKENDS: tuple[Backend, ...] = (Bubblewrap(), Uid(), Process())


def choose(name: str = "auto", *, own_code: bool = False) -> Backend:
    """The backend of that name, or with `auto` the strongest that works on this machine.

    own_code: the submission is the user's own, so a mere process will do where nothing better works. Raises UsageError
    with what to install or to type.
    """
    if sys.platform == "win32":
        raise UsageError(text("wrong.windows"))
    if name != "auto":
        chosen = {backend.name: backend for backend in BACKENDS}.get(name)
        if chosen is None:
            names = ", ".join(backend.name for backend in BACKENDS)
            raise UsageError(text("wrong.sandbox", name=name, names=names))
        if reason := chosen.why_not():
            raise UsageError(text("wrong.sandbox_here", name=name, reason=reason))
        return chosen
    reasons: list[Line] = []
    for backend in BACKENDS:
        if backend.name == "process" and not own_code:
            break
        if not (reason := backend.why_not()):
            return backend
        reasons.append(text("wrong.sandbox_reason", name=backend.name, reason=reason))
    raise UsageError(text("wrong.no_sandbox", reasons=reasons))
