"""The learner's loop: how far each lesson is, the next hint, and a fresh stub when nothing else helps."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_state_path
from rich.cells import set_cell_size

from grader.authoring.stub import kept_stubs, make_stubs
from grader.course.lessons import Lesson, Task
from grader.errors import UsageError
from grader.files import write_whole
from grader.learner.best import Best, best_scores
from grader.sentences import render, speaker

__all__ = ["Hints", "Progress", "current_task", "progress", "reset"]

BAR = 8  # blocks
UNWRITTEN = re.compile(r"^[ \t]*raise NotImplementedError\(.*\btask (\d+)\b", re.MULTILINE)  # as stub.py writes it


@dataclass(frozen=True)
class Progress:
    """How far the working copy of a lesson is. `state`: untouched, changed or missing; unknown where no stub is at hand.

    best: the best whole grading that this copy remembers.
    """

    lesson: Lesson
    state: str
    open_tasks: tuple[int, ...]
    best: Best | None = None

    @property
    def points(self) -> Decimal:
        return sum((task.points for task in self.lesson.facts.tasks), Decimal(0))

    @property
    def begun(self) -> int:
        """Tasks of which nothing raises NotImplementedError any more."""
        return len(self.lesson.facts.tasks) - len(self.open_tasks)

    def document(self) -> dict[str, Any]:
        """What `dlgrade list --json` says of it."""
        facts = self.lesson.facts
        return {
            "lesson": self.lesson.name,
            "title": facts.title,
            **{f"title_{language}": title for language, title in facts.titles.items()},
            "points": self.points,
            "state": self.state,
            "tasks": len(facts.tasks),
            "begun": self.begun,
            "best": self.best,
        }

    def line(self, language: str) -> str:
        """One line for people; the title comes last, since its width depends on the language."""
        say = speaker(language)
        if self.state in ("untouched", "missing"):
            far = say(f"progress.{self.state}")
        else:
            far = say("progress.begun", begun=self.begun, tasks=len(self.lesson.facts.tasks))
        title = render(self.lesson.facts.heading, language)
        best = self._best(language)
        return (
            f"{self.lesson.id}  {self.points:>4} {say('progress.points')}  {set_cell_size(far, 22)}  "
            f"{set_cell_size(best, 26)}  {title}"
        )

    def _best(self, language: str) -> str:
        if self.best is None:
            return ""
        full = round(self.best.share * BAR)
        said = speaker(language)("progress.best", score=str(self.best.score), of=str(self.best.max_score))
        return f"{'█' * full}{'░' * (BAR - full)} {said}"

    def next_step(self, language: str) -> str:
        """What to type now, for a lesson that has no full mark yet."""
        return speaker(language)("progress.next", lesson=self.lesson.id)


def progress(lesson: Lesson) -> Progress:
    """Compare the files in exercises/ with their stubs."""
    numbers = {task.number for task in lesson.facts.tasks}
    best = best_scores(lesson.root).get(lesson.name)
    try:
        own = {name: path.read_bytes() for name, path in lesson.paths(lesson.handout).items()}
    except FileNotFoundError:
        return Progress(lesson, "missing", tuple(sorted(numbers)), best)
    left = {int(number) for data in own.values() for number in UNWRITTEN.findall(data.decode("utf-8", "replace"))}
    stubs = originals(lesson)
    state = "unknown" if not stubs else "untouched" if stubs == own else "changed"
    return Progress(lesson, state, tuple(sorted(left & numbers)), best)


def originals(lesson: Lesson) -> dict[str, bytes]:
    """The stubs as they were handed out, by their paths: from the solution, or in a released course from its `.stubs/` folder.

    None of them where neither is there.
    """
    if lesson.solution.is_file():
        return make_stubs(lesson)
    kept = lesson.paths(kept_stubs(lesson.root, lesson))
    return {name: path.read_bytes() for name, path in kept.items()} if kept[lesson.main].is_file() else {}


def reset(lesson: Lesson) -> list[Path]:
    """Put the stubs back. Returns where the student's files that differed are kept now."""
    stubs = originals(lesson)
    if not stubs:
        raise UsageError(
            f"This copy of the course has no original of {lesson.main}. "
            f"Take exercises/{lesson.name}/{lesson.main} from where you got the course."
        )
    kept = []
    for name, stub in stubs.items():
        path = lesson.handout / name
        if own := path.read_bytes() if path.exists() else b"":
            if own == stub:
                continue
            kept.append(_keep(path, own))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, stub)
    return kept


def _keep(path: Path, data: bytes) -> Path:
    """Write `data` beside `path` as NAME.bak-N, with the first N that is free."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.bak-{number}")
        try:
            with kept.open("xb") as file:
                file.write(data)
            return kept
        except FileExistsError:
            number += 1


def current_task(lesson: Lesson, asked: int | None) -> Task:
    """The task that was asked for, else the first that is not written yet; raises UsageError where there is neither."""
    tasks = {task.number: task for task in lesson.facts.tasks}
    known = f"{lesson.id} has the tasks {', '.join(map(str, tasks))}"
    if asked is None:
        left = progress(lesson).open_tasks
        if not left:
            raise UsageError(f"Every task of {lesson.id} has been begun: say which one you mean. {known}.")
        return tasks[left[0]]
    if asked not in tasks:
        raise UsageError(f"{lesson.id} has no task {asked}. {known}.")
    return tasks[asked]


class Hints:
    """The hints of one task in one language, and how many of them the learner has seen."""

    def __init__(self, lesson: Lesson, task: Task, language: str, state: Path | None = None) -> None:
        """state: the file that remembers; by default one for each user."""
        self.texts = task.hints_said(language)
        self.state = state or user_state_path("dlgrade") / "hints.json"
        self.key = f"{lesson.handout.resolve()}#{task.number}"
        self.say = speaker(language)
        self.lesson, self.number, self.title = lesson.id, task.number, render(task.heading, language)
        if not self.texts:
            raise UsageError(f"Task {task.number} of {lesson.id} has no hints. Read exercises/{lesson.name}/README.md.")

    def levels(self, asked: int | None, everything: bool) -> list[int]:
        """Which hints to show, from 1: all, the one that was asked for, or the next one."""
        last = len(self.texts)
        if asked and asked > last:
            raise UsageError(f"There is no hint {asked}: task {self.number} has {last}.")
        return list(range(1, last + 1)) if everything else [asked or self.next()]

    def lines(self, levels: list[int]) -> list[str]:
        """The hints as text for people, and what to type for more."""
        lines, last = [], len(self.texts)
        for level in levels:
            about = self.say("progress.hint", level=level, last=last, number=self.number, title=self.title)
            lines += [about, f"  {self.texts[level - 1]}"]
        if len(levels) == 1:
            more = "progress.more" if levels[0] < last else "progress.last"
            lines += ["", self.say(more, lesson=self.lesson, number=self.number)]
        return lines

    def next(self) -> int:
        """The level of the next hint, from 1; the last one again when all were seen."""
        seen = self._seen()
        level = min(seen.get(self.key, 0) + 1, len(self.texts))
        with contextlib.suppress(OSError):  # a hint that is shown twice is better than none
            write_whole(self.state, msgspec.json.encode(seen | {self.key: level}))
        return level

    def _seen(self) -> dict[str, int]:
        try:
            return msgspec.json.decode(self.state.read_bytes(), type=dict[str, int])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return {}
