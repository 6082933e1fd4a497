"""The attack files: what each says about itself, and the course that they are graded in.

An attack is a whole submission. Its docstring has one line on what it tries, then fields:

    row:     the number of the row in the study of other graders that it is taken from
    lesson:  the lesson that it is handed in for, lesson05 if not given
    stops:   what stops it
    may:     what it may still do
    honest:  the tests that its honest part passes: "all", "none", "task 1", "task 1, task 2" or names of tests
    earns:   the tests that pass in fact, where the attack costs its author some (or wins one that nothing can stop)
"""

from __future__ import annotations

import ast
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from grader.course.lessons import Course, Lesson
from grader.wire.messages import Limits

__all__ = [
    "FAMILIES",
    "FILES",
    "LIMITS",
    "Attack",
    "Canaries",
    "attack_of",
    "attacks",
    "lesson_of",
    "plant",
    "test_names",
]


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILES = HERE / "files"
TOY_COURSE = HERE.parent / "toy_course"
FAMILIES = ("score", "read", "damage", "outlive", "resource", "wire", "input", "training")
FIELDS = ("row", "lesson", "stops", "may", "honest", "earns")
PREFIX = "canary" + "-of-dlgrade-"  # never whole in a file of this folder, so that a find is a find
# The misconceptions that the copy keeps: a few, so that asking them what explains a failure costs little time.
KEPT = ("sums_the_loss_over_the_samples.py", "adds_up_by_default.py", "never_clears_the_gradient.py")
LESSONS = ("lesson05_logistic_regression", "lesson07_datasets", "lesson09_convolution")
TOYS = ("lesson06_learn", "lesson07_alone")  # of the toy course: a training of a fraction of a second; no torch

# Small, so that the whole corpus runs in a few minutes.
LIMITS = Limits(
    call_seconds=2,
    test_seconds=3,
    import_seconds=3,
    submission_seconds=8,
    judge_seconds=10,
    memory_mb=512,
    processes=32,
    file_mb=16,
    scratch_mb=32,
    open_files=128,
    reply_mb=16,
)


@dataclass(frozen=True)
class Attack:
    """One attack as its docstring describes it."""

    name: str
    source: bytes
    tries: str
    row: str
    lesson: str
    stops: str
    may: str
    honest: str
    earns: str

    @property
    def family(self) -> str:
        return self.name.split("_")[0]


@dataclass(frozen=True)
class Canaries:
    """Secrets that lie where no worker may read: each starts with PREFIX, and no two are the same."""

    environment: str
    file: str
    suite: str
    expected: str
    misconception: str
    neighbour: str

    @classmethod
    def new(cls) -> Canaries:
        return cls(*(f"{PREFIX}{name}-{secrets.token_hex(8)}" for name in cls.__dataclass_fields__))

    def all(self) -> list[str]:
        return [getattr(self, name) for name in self.__dataclass_fields__]


def attacks() -> list[Attack]:
    return [read_attack(path) for path in sorted(FILES.glob("*.py"))]


def read_attack(path: Path) -> Attack:
    """Raises ValueError for a file that does not say all that it must."""
    source = path.read_bytes()
    return attack_of(path.stem, source, ast.get_docstring(ast.parse(source)) or "")


def attack_of(name: str, source: bytes, docstring: str) -> Attack:
    tries, *rest = re.split(rf"^({'|'.join(FIELDS)}):", docstring, flags=re.MULTILINE)
    fields = {key: " ".join(value.split()) for key, value in zip(rest[::2], rest[1::2], strict=True)}
    missing = [key for key in ("stops", "may", "honest") if not fields.get(key)]
    if missing or not tries.strip() or name.split("_")[0] not in FAMILIES:
        raise ValueError(
            f"{name}: its family or its docstring lacks something: {', '.join(missing) or 'what it tries'}"
        )
    texts = {key: fields.get(key, "") for key in FIELDS}
    texts["lesson"] = texts["lesson"] or "lesson05"
    texts["earns"] = texts["earns"] or texts["honest"]
    return Attack(name=name, source=source, tries=" ".join(tries.split()), **texts)


def test_names(words: str, lesson: Lesson) -> set[str]:
    """The tests that an `honest:` or `earns:` field means."""
    tasks = {name: task for path in lesson.suite_files for name, task in _tests(path.read_text())}
    if words in ("all", "none"):
        return set(tasks) if words == "all" else set()
    names: set[str] = set()
    for word in words.split(", "):
        task = re.fullmatch(r"task (\d+)", word)
        found = {name for name, number in tasks.items() if name == word or (task and number == int(task[1]))}
        if not found:
            raise ValueError(f"{lesson.id} has no test or task {word}")
        names |= found
    return names


def _tests(suite: str) -> list[tuple[str, int]]:
    return [(name, int(task)) for task, name in re.findall(r"mark\.task\((\d+).*?\)\ndef (test_\w+)", suite)]


def plant(folder: Path, canaries: Canaries) -> Course:
    """A copy of the course with the secrets in it: in the suite, the solution, the misconceptions, a file beside them."""
    for name in (*LESSONS, *TOYS):
        root = TOY_COURSE if name in TOYS else ROOT
        for tree in ("exercises", "solutions"):
            shutil.copytree(root / tree / name, folder / tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        secret = folder / "solutions" / name
        (secret / "secret.txt").write_text(canaries.file)
        for path in (secret / "suite").glob("test_*.py"):
            path.write_text(
                f"{path.read_text()}\n\nSECRET = '{canaries.suite}'\nWANTED = {_tensor_of(canaries.expected)}\n"
            )
        for path in (secret / "misconceptions").glob("*.py"):
            # Above the last line of its last function, so that it is read into the solution as well.
            above, indent, last_line = path.read_text().rpartition("\n    ")
            path.unlink() if path.name not in KEPT else path.write_text(
                f"{above}\n    # {canaries.misconception}{indent}{last_line}"
            )
    shutil.copy(ROOT / "course.toml", folder)
    shutil.copytree(TOY_COURSE / "datasets", folder / "datasets")
    return Course(folder)


def _tensor_of(text: str) -> str:
    return f"torch.tensor({list(text.encode())}, dtype=torch.uint8)"


def lesson_of(course: Course, id: str) -> Lesson:
    """A lesson with the corpus's small limits."""
    lesson = course.lesson(id)
    lesson.limits = LIMITS
    return lesson
