"""Programs that answer nothing in the right form: no test may give points for one.

Each answers as the solution would, and hands on only the form of it: the shape and dtype, filled with zeros, ones, equal shares or random
numbers; or its argument, its previous answer, or an object that says yes to everything. It raises nothing and prints nothing. What passes is
a test that asks for a property without the values that make it worth something.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from grader.authoring.findings import finding
from grader.authoring.handout import quick_tasks
from grader.course.lessons import Lesson
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sentences import value_of

__all__ = ["KINDS", "empty_findings", "empty_program"]

KINDS = (
    "zeros",
    "ones",
    "equal shares",
    "random numbers",
    "its argument",
    "its previous answer",
    "an object that says yes",
)

# Runs in the worker, in place of a student's file.
PROGRAM = '''
import contextlib
import copy
import functools
import io
import pathlib
import sys
import types

import numpy as np

torch = sys.modules.get("torch")
ARRAYS = (torch.Tensor, np.ndarray) if torch else (np.ndarray,)

KIND = {kind!r}
TRAINS = {trains!r}
right = types.ModuleType("right")
exec({source!r}, vars(right))


class Yes:
    """Equal to everything, and made of itself."""

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    __getitem__ = __add__ = __radd__ = __sub__ = __mul__ = __truediv__ = __call__

    def __iter__(self):
        return iter((self, self, self))

    def __len__(self):
        return 3

    def __eq__(self, other):
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__

    def __bool__(self):
        return True

    __hash__ = object.__hash__


def numbers_for(value):
    """What fills a tensor or array of that shape."""
    if KIND == "random numbers":
        return np.asarray(10 * np.random.rand(*value.shape))
    last = value.shape[-1] if value.ndim else 1
    return {{"ones": 1.0, "equal shares": 1 / max(last, 1)}}.get(KIND, 0.0)


def filled(value):
    """The value's form with other numbers; what is no number stays."""
    if torch and isinstance(value, torch.Tensor):
        numbers = torch.as_tensor(numbers_for(value)).to(value.dtype)
        floating = value.is_floating_point() and value.requires_grad
        return value.nan_to_num() * 0 + numbers if floating else torch.zeros_like(value) + numbers
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return (np.zeros(value.shape) + numbers_for(value)).astype(value.dtype)
    if isinstance(value, bool):
        return KIND != "zeros"
    if isinstance(value, (int, float, np.number)):
        number = filled(np.array(float(value))).item()
        whole = KIND == "random numbers" and isinstance(value, (int, np.integer))
        return type(value)(100 * number if whole else number)  # of ten whole numbers one is right by chance
    if isinstance(value, str):
        return ""
    if isinstance(value, dict):
        return {{key: filled(item) for key, item in value.items()}}
    if type(value) in (list, tuple):
        return type(value)(map(filled, value))
    if isinstance(value, types.GeneratorType):
        return map(filled, value)
    if hasattr(value, "__getitem__") or hasattr(value, "__iter__"):
        return [filled(value[i]) for i in range(len(value))] if hasattr(value, "__getitem__") else list(map(filled, value))
    return None


def empty(function, bound=0):
    """The function's answers without what is in them; what it does to its arguments, prints or raises is lost."""
    kept = []

    @functools.wraps(function)
    def answer(*args, **kwargs):
        if KIND == "an object that says yes":
            return Yes()
        asked = (*args[bound:], *kwargs.values())
        if KIND == "its argument" and asked:
            return next((each for each in asked if isinstance(each, ARRAYS)), asked[0])
        if function.__name__ in TRAINS:
            return None
        args, kwargs = copy.deepcopy((args, kwargs))
        there = {{file: file.read_bytes() for file in pathlib.Path().iterdir() if file.is_file()}}
        value = None
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            value = function(*args, **kwargs)
        for file in filter(pathlib.Path.is_file, pathlib.Path().iterdir()):
            file.write_bytes(there[file]) if file in there else file.unlink()
        if KIND != "its previous answer":
            return filled(value)
        kept.append(value)
        return kept[-2] if len(kept) > 1 else filled(value)

    return answer


def emptied(cls):
    """The class with methods that answer nothing; it is made as the right one is."""
    keep = ("__init__", "__new__", "__setattr__", "__getattr__")
    classes = [each for each in reversed(cls.__mro__) if each.__module__ == right.__name__]
    methods = {{name: each for base in classes for name, each in vars(base).items() if isinstance(each, types.FunctionType)}}
    return type(cls.__name__, (cls,), {{name: empty(each, 1) for name, each in methods.items() if name not in keep}})


for name in {names!r}:
    each = getattr(right, name)
    globals()[name] = emptied(each) if isinstance(each, type) else empty(each)
'''


def empty_program(source: str, kind: str, trains: set[str]) -> str:
    """A submission that answers in the form of the solution `source` and in nothing else; functions that train do nothing."""
    definitions = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    names = [node.name for node in definitions if not node.name.startswith("_")]
    return PROGRAM.format(kind=kind, trains=trains, source=source, names=names)


def empty_findings(lesson: Lesson, session: Session) -> Iterator[str]:
    """A sentence for each hidden test that gives points to one of these programs."""
    source = lesson.solution.read_text(encoding="utf-8")
    quick = quick_tasks(lesson)
    trains = {name for task in lesson.facts.tasks if task.number not in quick for name in task.functions}
    earned: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        files = lesson.with_others(empty_program(source, kind, trains).encode())
        card = session.grade(lesson, Submission(files), Options(1, quick, secret_key=AUTHOR_KEY, explain=False))
        if card.outcome == "grader_fault":
            yield finding("lint.empty_fault", kind=_called(kind), said=value_of(card, "message"))
        for test in card.tests:
            if test.points:
                earned[test.id].append(kind)
    for name, kinds in sorted(earned.items()):
        yield finding("lint.empty_points", name=name, kinds=", ".join(map(_called, kinds)))


def _called(kind: str) -> str:
    return finding(f"empty.{kind.replace(' ', '_')}")
