"""Names in a submission by which a forbidden function can be kept from the trace: a reason for a person to read it, never a verdict."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from grader.course.lessons import Lesson
from grader.intake.submission import Submission, source_lines, text_of
from grader.sentences import Line, text

__all__ = ["worth_reading"]

MOST = 10  # names of one submission
NAME_CHARS = 40

# Ways around PyTorch's dispatcher, to what holds the trace, to another process, and to a name that is built while the code runs.
MODULES = "ctypes cffi mmap scipy sklearn pandas torchvision subprocess os sys gc inspect builtins importlib pickle marshal jit"
INSIDE = "_C _python_dispatch _disable_current_modes _thread attrgetter methodcaller FunctionType CodeType"
DUNDERS = "__import__ __builtins__ __dict__ __globals__ __getattribute__ __subclasses__ __mro__ __closure__ __code__ __wrapped__"
ALWAYS = frozenset(f"{MODULES} {INSIDE} {DUNDERS}".split())
# Not as methods: `model.eval()` is none.
BUILT_IN = {"getattr", "setattr", "delattr", "vars", "globals", "eval", "exec", "open"}
KNOWN = ALWAYS | BUILT_IN | {"ops"}

# As attributes alone: PyTorch's operators by their own names, among them the slopes of its functions (`aten.gelu_backward`).
OPERATOR = re.compile(r"ops|\w+_backward")

WORD = re.compile(r"(\.\s*)?\b(\w+)")
PRIVATE = re.compile(r"(?<!\bself)(?<!\bcls)\.\s*(_[^\W_]\w*)")  # of an object that is not the class's own
UNDERSCORES = str.maketrans(dict.fromkeys("\uff3f\ufe33\ufe34\ufe4d\ufe4e\ufe4f", "_"))  # as Python reads them


def worth_reading(lesson: Lesson, submission: Submission) -> list[Line]:
    """Such as "line 3: ctypes", each name once, where it stands first; nothing in a lesson that forbids nothing.

    Left out are names that the stub or the solution has as well.
    """
    facts = lesson.facts
    if not facts.without and not any(task.forbidden for task in facts.tasks):
        return []
    forbidden = _forbidden(lesson)
    found: dict[str, int] = {}
    for data in submission.code.values():
        found |= _names(text_of(data), forbidden)
    given = _given(lesson)
    own = sorted((name not in KNOWN, line, name) for name, line in found.items() if name not in given)
    more = [text("class.more", n=len(own) - MOST)] if len(own) > MOST else []
    return [*(text("class.at_line", line=line, name=name[:NAME_CHARS]) for _, line, name in own[:MOST]), *more]


@cache
def _given(lesson: Lesson) -> set[str]:
    """The names that the lesson itself uses."""
    files = [path.read_bytes() for path in (lesson.stub, lesson.solution) if path.is_file()]
    return {name for data in files for name in _names(text_of(data), _forbidden(lesson))}


def _forbidden(lesson: Lesson) -> frozenset[str]:
    """Functions of PyTorch that a task must do without."""
    names = (name.partition("aten::") for task in lesson.facts.tasks for name in task.forbidden)
    return frozenset(name for _, operator, name in names if operator)


def _names(text: str, forbidden: frozenset[str] = frozenset()) -> dict[str, int]:
    """Each telling name with its first line; of the `forbidden` functions those that stand outside of every function, where no call is recorded."""
    found: dict[str, int] = {}
    for number, line in enumerate(source_lines(text.translate(UNDERSCORES)), 1):
        words = [(dot, _plain(word)) for dot, word in WORD.findall(line)]
        told = [
            name for dot, name in words if name in ALWAYS or (OPERATOR.fullmatch(name) if dot else name in BUILT_IN)
        ]
        if not line[:1].isspace() and not line.startswith("#"):
            told += [name for dot, name in words if name in forbidden and (dot or "import" in line)]
        for name in [*told, *PRIVATE.findall(line)]:
            found.setdefault(name, number)
    return found


def _plain(word: str) -> str:
    """As Python reads an identifier, with wide letters and the like; of a long text that form could take hours to find."""
    return word if word.isascii() or len(word) > NAME_CHARS else unicodedata.normalize("NFKC", word)
