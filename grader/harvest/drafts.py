"""Drafts of misconceptions, one for each group: the smallest program that fails as its students do, with the sentence left to the teacher."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from msgspec import UNSET, Struct

from grader.authoring.overlays import write_expect
from grader.children import CHANNEL, kill_group, start_child
from grader.classroom.choices import chosen_files
from grader.classroom.classes import lesson_of, read_class
from grader.classroom.store import Settings, Store
from grader.course.lessons import Course, Lesson
from grader.course.overlay import compose, defined, parsed
from grader.engine.preload import needed_imports
from grader.engine.session import Options, Session
from grader.errors import GraderFault, UsageError
from grader.files import write_whole
from grader.harvest.groups import FailureGroup, answer_of, groups_of
from grader.harvest.shrinking import FailsAlike, Proposal, Reduced, Sources
from grader.intake.discover import discover
from grader.intake.handins import read_found
from grader.intake.submission import Submission, text_of
from grader.sandbox import choose
from grader.scorecard import TestResult
from grader.sentences import text, value_of
from grader.temporary import held_folder
from grader.wire.channel import MiB, WireError

__all__ = ["TODO", "Draft", "drafts_of"]

TODO = "TODO"
PROGRAMS = 60  # that are graded for a group; what is smallest by then is the draft
TRIED = 3  # students of a group, the shortest program first
SECONDS = 600  # for a group
READ = "# A student's code: read it before you add it. From then on it is the lesson's own, and runs when the lesson is proven.\n"
TOLD = 5  # failures that stand in a draft
FRAME_BYTES = 8 * MiB


class Draft(Struct, frozen=True):
    """One cause of a group's failures. tests: those that it explains, of one or more tasks. path: where the draft was written; empty where no
    small program fails as these students do. lines: how long it is.
    """

    students: list[str]
    tests: list[str]
    path: str = ""
    lines: int = 0


class Harvest:
    """What is needed to grade a program as the class was graded. Use it while its session is open."""

    def __init__(self, lesson: Lesson, session: Session, seed: int, secret_key: bytes) -> None:
        self.lesson = lesson
        self._session = session
        self._options = Options(seed, secret_key=secret_key, explain=False)

    def failures(self, program: str, tasks: tuple[int, ...] = ()) -> dict[str, tuple[str, str]]:
        """The answer to each test that the program does not pass. Raises GraderFault."""
        submission = Submission(self.lesson.with_others(program.encode(errors="replace")))
        card = self._session.grade(self.lesson, submission, replace(self._options, tasks=tasks))
        if card.outcome == "grader_fault":
            raise GraderFault(value_of(card, "message"))
        return {test.id: answer_of(test) for test in card.tests if test.outcome != "passed"}


def drafts_of(folder: Path, course: Course, least: int, told: Callable[[FailureGroup], None]) -> Iterator[Draft]:
    """The drafts for the groups of a graded class, written into DIR/harvest/. told: hears of each group before its programs are tried.

    Raises UsageError for a folder that is no graded class.
    """
    store, settings = Store(folder), Store(folder).settings
    if settings is None:
        raise UsageError(text("wrong.no_class", folder=str(folder)))
    lesson = lesson_of(settings.lesson, folder, course)
    cards = {each.student: card for each in read_class(folder).students if (card := store.cards.card(each.file))}
    groups = groups_of(cards, least)
    if not groups:
        return
    sources = _sources(folder, settings, lesson, course)
    imports = needed_imports(lesson, Submission(lesson.solved()))
    with Session(
        choose(settings.sandbox), lesson.limits, hidden=(course.root,), preload=tuple(sorted(imports))
    ) as session:
        harvest = Harvest(lesson, session, settings.seed, store.secret_key())
        for number, group in enumerate(groups, 1):
            told(group)
            programs = sorted((sources[student] for student in group.students if student in sources), key=len)
            yield from _drafts(folder / "harvest", number, group, programs[:TRIED], harvest)


def _drafts(folder: Path, number: int, group: FailureGroup, programs: list[str], harvest: Harvest) -> Iterator[Draft]:
    """The causes of a group's failures, one after the other: that of its first task, and what it does not explain."""
    left = dict(group.tests)
    while left:
        task = min(left)
        asked = {test.id: answer_of(test) for test in left[task]}

        def same(program: str, task: int = task, asked: dict[str, tuple[str, str]] = asked) -> bool:
            return asked.items() <= harvest.failures(program, (task,)).items()

        found = next(filter(None, (_shrunk(harvest.lesson, program, same) for program in programs)), "")
        tests = left.pop(task)
        if not found:
            yield Draft(group.students, [test.id for test in tests])
            continue
        failed = harvest.failures(compose(text_of(harvest.lesson.solution.read_bytes()), found))
        for other, there in list(left.items()):
            tests += [test for test in there if failed.get(test.id) == answer_of(test)]
            left[other] = [test for test in there if failed.get(test.id) != answer_of(test)]
        left = {other: there for other, there in left.items() if there}
        yield _written(folder, harvest.lesson, f"task{task}", number, group, tests, sorted(failed), found)


def _sources(folder: Path, settings: Settings, lesson: Lesson, course: Course) -> dict[str, str]:
    """The graded program of each student, where it is one file of Python."""
    with held_folder("dlgrade-class-") as room:
        found = discover(
            Path(settings.submissions),
            lesson,
            room,
            folder,
            settings.form,
            chosen_files(folder),
            settings.late(course.facts.late),
        ).found
        read = {each.student: read_found(each, lesson) for each in found if not each.fault}
    return {
        student: text_of(each.files[lesson.main])
        for student, each in read.items()
        if lesson.main in each.files and not each.cells and not each.problem
    }


def _shrunk(lesson: Lesson, program: str, same: Callable[[str], bool]) -> str:
    """What the process that reads the program makes of it; empty for one that it cannot read, or not in its time."""
    run = "from grader.harvest.shrinking import main; main()"
    channel, process = start_child([sys.executable, "-P", "-c", run, CHANNEL], head_bytes=FRAME_BYTES)
    deadline, tried, known = time.monotonic() + SECONDS, 0, dict[str, bool]()
    try:
        channel.send(Sources(text_of(lesson.solution.read_bytes()), program), deadline=deadline)
        while True:
            said = channel.receive(Proposal | Reduced, deadline=deadline)[0]
            if isinstance(said, Reduced):
                return str(said.definitions)
            if said.program not in known and tried < PROGRAMS:
                known[said.program], tried = same(said.program), tried + 1
            channel.send(FailsAlike(known.get(said.program, False)), deadline=deadline)
    except WireError:
        return ""
    finally:
        channel.close()
        kill_group(process)


def _written(
    folder: Path,
    lesson: Lesson,
    place: str,
    number: int,
    group: FailureGroup,
    tests: list[TestResult],
    expect: list[str],
    definitions: str,
) -> Draft:
    """The draft as a file: what is to be said of it stands as TODO, what is known of it as comments. Its name is made of ours alone."""
    own = [name for each in parsed(text_of(lesson.solution.read_bytes())).body for name in sorted(defined(each))]
    names = [name for name in own if re.search(rf"^(?:def|class) {name}\b", definitions, re.MULTILINE)]
    path = folder / f"{place}_{'_'.join(names[:1]) or 'idea'}_{number}.py"
    belief = f"{TODO}: what these {len(group.students)} students believe, such as: Believes that the loss is a sum."
    folder.mkdir(exist_ok=True)
    write_whole(
        path,
        f'"""{belief}\n\nsays: {TODO}\n"""\n\n{READ}{"".join(map(_comment, tests[:TOLD]))}\n{definitions}'.encode(),
    )
    write_expect(path, sorted({name.partition("[")[0] for name in expect}))
    return Draft(group.students, [test.id for test in tests], str(path), len(definitions.splitlines()))


def _comment(test: TestResult) -> str:
    """What is known of a failure, as comments."""
    facts = {
        "": test.claim,
        "call": test.call,
        "expected": test.expected,
        "theirs": test.yours,
        "message": test.message,
        "holds": test.explanation.sentence if test.explanation is not UNSET else UNSET,
    }
    lines = [
        f"{name}: {value}" if name else f"{test.id}: {value}" for name, value in facts.items() if value is not UNSET
    ]
    return "".join(f"# {line}\n" for text in lines for line in str(text).splitlines())
