"""How a worker is confined: one file per backend, and what each one guarantees.

It starts the worker's side and imports the wire, never the judge or anything that it knows.
"""

from __future__ import annotations

from grader.errors import UsageError
from grader.sandbox.base import Backend, Sandbox
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.process import Process
from grader.sandbox.uid import Uid

__all__ = ["BACKENDS", "Backend", "Sandbox", "choose"]

# From the strongest to the weakest: `auto` takes the first that works here.
BACKENDS: tuple[Backend, ...] = (Bubblewrap(), Uid(), Process())


def choose(name: str = "auto", *, own_code: bool = False) -> Backend:
    """The backend of that name, or with `auto` the strongest that works on this machine.

    own_code: the submission is the user's own, so a mere process will do where nothing better works. Raises UsageError
    with what to install or to type.
    """
    if name != "auto":
        chosen = {backend.name: backend for backend in BACKENDS}.get(name)
        if chosen is None:
            names = ", ".join(backend.name for backend in BACKENDS)
            raise UsageError(f"No sandbox is called '{name}'. There are: auto, {names}.")
        if reason := chosen.why_not():
            raise UsageError(f"The sandbox '{name}' does not work here: {reason}.")
        return chosen
    reasons = []
    for backend in BACKENDS:
        if backend.name == "process" and not own_code:
            break
        if not (reason := backend.why_not()):
            return backend
        reasons.append(f"  {backend.name}: {reason}")
    raise UsageError(
        "No sandbox works on this machine, and other people's code must not run without one:\n"
        + "\n".join(reasons)
        + "\nInstall one, or if you trust every submission, say --sandbox process."
    )
