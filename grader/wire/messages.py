"""The messages that the trusted and the untrusted side speak; `channel` carries them. No torch is imported here."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

__all__ = [
    "PLOTS",
    "PLOT_BYTES",
    "PLOT_SIDE",
    "WITHOUT",
    "Array",
    "Call",
    "Cell",
    "Confinement",
    "Files",
    "Frame",
    "Handle",
    "HeldBy",
    "Limits",
    "Mapping",
    "Place",
    "Raised",
    "Ready",
    "Returned",
    "Sequence",
    "Start",
    "Started",
    "Stop",
    "Stopped",
    "Usage",
    "Used",
    "Value",
]

# What an import of a package raises that the lesson does without, in the worker; the judge knows it by that.
PLOTS, PLOT_BYTES, PLOT_SIDE = 8, 60_000, 640  # of what a notebook drew: how many, the bytes and the pixels of each
WITHOUT = "this lesson does without {}; nothing of it is there for your code"

Short = Annotated[str, Meta(max_length=256)]
Line = Annotated[int, Meta(ge=0, le=1 << 31)]  # of the student's main file, from 1; 0 where none is known
Text = Annotated[str, Meta(max_length=20_000)]


# Values. The bytes of the arrays follow in the body, in the order in which the arrays stand in the head.


class Array(Struct, tag_field="tag", tag="a", array_like=True, frozen=True):
    """A tensor or ndarray: its bytes are the next ones of the body."""

    kind: Literal["tensor", "ndarray"]
    dtype: Short
    shape: Annotated[tuple[Annotated[int, Meta(ge=0, le=1 << 40)], ...], Meta(max_length=16)]


class Sequence(Struct, tag_field="tag", tag="s", array_like=True, frozen=True):
    kind: Literal["list", "tuple"]
    items: list[Value]


class Mapping(Struct, tag_field="tag", tag="m", array_like=True, frozen=True):
    """A dict. Keys can be chosen so that all have one hash, and building it takes the square of their number: so there are few."""

    items: Annotated[list[tuple[Value, Value]], Meta(max_length=512)]


class Handle(Struct, tag_field="tag", tag="h", array_like=True, frozen=True):
    """An object that stays in the worker."""

    id: int
    type: Short = ""


Value = None | bool | int | float | str | Array | Sequence | Mapping | Handle


# Judge to worker, and back.

# The operators that ran during a call, each with the line from which it ran first.
Operations = Annotated[dict[Short, Line], Meta(max_length=1000)]


class Call(Struct, tag_field="tag", tag="call", frozen=True):
    """Call `target` (a name "student.f" or "worker.f", or an object) with these arguments."""

    id: int
    target: str | Handle
    args: list[Value] = []
    kwargs: dict[str, Value] = {}
    keep: bool = False
    trace: bool = False


class Cell(Struct, array_like=True, frozen=True):
    """A cell of a notebook: its number among the code cells, and the lines of the main file, from 1, that are its own."""

    number: int
    first: int
    last: int


class Frame(Struct, array_like=True, frozen=True):
    """One line of a student's traceback. place: empty in the main file, else "cell 7" or the name of another file."""

    line: int
    function: Short
    source: Short
    place: Short = ""


class Returned(Struct, tag_field="tag", tag="returned", frozen=True):
    id: int
    value: Value
    operations: Operations = {}


class Raised(Struct, tag_field="tag", tag="raised", frozen=True):
    id: int
    type: Short
    bases: Annotated[list[Short], Meta(max_length=32)]
    message: Text
    frames: Annotated[list[Frame], Meta(max_length=20)]
    operations: Operations = {}


# To the worker's parent, and back.


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use. Seconds are held by the judge's clock; the rest by the sandbox.

    judge_seconds: processor time that the judge itself spends on it.
    """

    call_seconds: float = 10
    test_seconds: float = 20
    import_seconds: float = 30
    submission_seconds: float = 120
    judge_seconds: float = 60
    memory_mb: int = 2048
    processes: int = 64
    file_mb: int = 64
    scratch_mb: int = 256
    open_files: int = 256
    reply_mb: int = 64
    text_chars: int = 4000
    source_kb: int = 512


class Confinement(Struct, frozen=True):
    """How the worker's parent confines the workers that it forks; each sandbox backend fills it in.

    scratch: the only folder that a worker may write to. wipe: folders where its files are looked for afterwards.
    kill: whose processes are the submission's: all of the pid namespace, all of `worker_uid`, or all descendants.
    parent_uid: the parent itself becomes this user at once. worker_uid: each worker does. filtered: the filter of
    system calls is on. code: where the worker's own modules lie, as it sees them. strangers: sockets may connect to whoever listens within reach. gpu: workers use one. readable, listable, writable: with Landlock, the only paths that a
    worker may read, list, or write as well.
    """

    scratch: str
    wipe: list[str]
    kill: Literal["namespace", "uid", "descendants"]
    parent_uid: int | None = None
    worker_uid: int | None = None
    code: str = ""
    filtered: bool = True
    strangers: bool = True
    readable: list[str] = []
    listable: list[str] = []
    writable: list[str] = []
    preload: list[str] = []
    gpu: bool = False


class Place(Struct, tag_field="tag", tag="place", frozen=True):
    """To a worker's parent that was forked from a zygote. groups: control groups that it joins. held: a sandbox is held for it, and `HeldBy` follows twice."""

    confinement: Confinement
    groups: list[str] = []
    held: bool = False


class HeldBy(Struct, tag_field="tag", tag="held_by", frozen=True):
    """The first time, the /proc folder of the sandbox's holder comes with it; the second time, the line to it. pid: as the judge sees it."""

    pid: int


class Ready(Struct, tag_field="tag", tag="ready", frozen=True):
    """The worker's parent has imported what it was asked to and takes orders."""


class Start(Struct, tag_field="tag", tag="start", frozen=True):
    """Fork a worker on the socket that comes with this message."""

    limits: Limits


class Files(Struct, tag_field="tag", tag="files", frozen=True):
    """The submission, for the worker alone: what its parent never reads, no later worker can find in its memory.

    data: the lesson's files of data, by their paths below `data/`.
    """

    files: dict[str, bytes]
    data: dict[str, bytes] = {}


class Started(Struct, tag_field="tag", tag="started", frozen=True):
    """The worker is forked. adopter: the process that adopts the worker's orphans, where that is not the one that forked it."""

    adopter: int = 0


class Stop(Struct, tag_field="tag", tag="stop", frozen=True):
    """Kill every process of the submission and wipe every file that it left."""


class Usage(Struct, tag_field="tag", tag="usage", frozen=True):
    """Ask how much processor time the submission has used."""


class Used(Struct, tag_field="tag", tag="used", frozen=True):
    """Seconds of processor time of all processes that the submission has or had, since its worker was started."""

    seconds: float


class Stopped(Struct, tag_field="tag", tag="stopped", frozen=True):
    """The worker is gone; `clean` says that nothing of it is left; `reason` says how it ended; `line` where a long call was seen last."""

    clean: bool
    reason: Short
    line: Line = 0
