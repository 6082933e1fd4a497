"""The learner's loop: how far each lesson is, the next hint, and a fresh stub when nothing else helps."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_state_path
from rich.cells import set_cell_size

from grader.authoring.stub import make_stubs
from grader.course.claims import HomeClaim, home_claims
from grader.course.facts import Task
from grader.course.lessons import Course, Lesson
from grader.course.practice import kept_stubs, pack_of
from grader.errors import UsageError
from grader.files import write_whole
from grader.learner.best import Best, best_scores, missed_tasks, remember
from grader.scorecard import Scorecard
from grader.sentences import render, speaker, text

__all__ = ["Hints", "LessonProgress", "after_check", "current_task", "progress", "put_in_place", "reset", "to_go_on"]

BAR = 8  # blocks
FAR, TRIED = 50, 18  # cells of a line
UNWRITTEN = re.compile(r"^[ \t]*raise NotImplementedError\(.*\btask (\d+)\b", re.MULTILINE)  # as stub.py writes it


@dataclass(frozen=True)
class LessonProgress:
    """How far the working copy of a lesson is. `state`: untouched, changed or missing; unknown where no stub is at hand.

    best: the best whole grading that this copy remembers. public: this copy has the public tests alone, which are worth no points;
    claims: then those of the hidden suite, where it is known which are tried.
    """

    lesson: Lesson
    state: str
    open_tasks: tuple[int, ...]
    best: Best | None = None
    public: bool = False
    claims: tuple[HomeClaim, ...] = ()

    @property
    def full(self) -> bool:
        """Whether all that is tried here has passed in one grading."""
        return self.best is not None and self.best.full

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
            **({"claims": len(self.claims), "tried": self.tried} if self.claims else {}),
        }

    @property
    def tried(self) -> int:
        return sum(claim.tried for claim in self.claims)

    def line(self, language: str) -> str:
        """One line for people; the title comes last, since its width depends on the language."""
        title = render(self.lesson.facts.heading, language)
        far = set_cell_size(self._best(language) if self.best else self._begun(language), FAR)
        return f"{self.lesson.id}  {self._worth(language)}  {far}  {title}"

    def _worth(self, language: str) -> str:
        """Points; what is tried, where nothing here gives points."""
        say = speaker(language)
        if self.claims:
            return set_cell_size(say("progress.tried", tried=self.tried, claims=len(self.claims)), TRIED)
        return f"{self.points:>4} {say('progress.points')}"

    def _begun(self, language: str) -> str:
        if self.state in ("untouched", "missing"):
            return speaker(language)(f"progress.{self.state}")
        return speaker(language)("progress.begun", begun=self.begun, tasks=len(self.lesson.facts.tasks))

    def _best(self, language: str) -> str:
        best = self.best
        assert best
        full = round(best.share * BAR)
        id = "progress.best_public" if self.public else "progress.best"
        parts = {"score": str(best.score), "of": str(best.max_score), "passed": best.passed, "claims": best.claims}
        said = speaker(language)(id, date=str(best.date), **parts)
        return f"{'█' * full}{'░' * (BAR - full)} {said}"

    def next_step(self, language: str) -> str:
        """What to type now, for a lesson that has no full mark yet."""
        return speaker(language)("progress.next", lesson=self.lesson.id)


def progress(lesson: Lesson) -> LessonProgress:
    """Compare the files in exercises/ with their stubs."""
    numbers = {task.number for task in lesson.facts.tasks}
    best, claims = best_scores(lesson.root).get(lesson.name), tuple(home_claims(lesson))
    public = not lesson.has_hidden_suite and not pack_of(lesson.root, lesson).is_file()
    try:
        own = {name: path.read_bytes() for name, path in lesson.paths(lesson.handout).items()}
    except FileNotFoundError:
        return LessonProgress(lesson, "missing", tuple(sorted(numbers)), best, public, claims)
    left = {int(number) for data in own.values() for number in UNWRITTEN.findall(data.decode("utf-8", "replace"))}
    stubs = originals(lesson)
    state = "unknown" if not stubs else "untouched" if stubs == own else "changed"
    return LessonProgress(lesson, state, tuple(sorted(left & numbers)), best, public, claims)


def to_go_on(copies: Sequence[LessonProgress]) -> LessonProgress | None:
    """The lesson to go on with: the first that is begun, else the first of all, that has not passed everything."""
    left = [each for each in copies if not each.full]
    return next((each for each in left if each.state == "changed"), left[0] if left else None)


def after_check(course: Course, lesson: Lesson, card: Scorecard, language: str) -> list[str]:
    """Keep what the check found. The lines for full marks: that they are the first ones, and which lesson is next."""
    say, best = speaker(language), remember(lesson, card)
    public = card.suite == "public"
    lines = [say("progress.first_public" if public else "progress.first_full", lesson=lesson.id)] if best else []
    if card.score == card.max_score > 0 and len(card.tasks) == len(lesson.facts.tasks):
        left = to_go_on([progress(each) for each in course.lessons() if each.name != lesson.name])
        lines += [left.next_step(language)] if left else []
    return lines


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
        raise UsageError(text("wrong.no_original", file=lesson.main, path=f"exercises/{lesson.name}/{lesson.main}"))
    return [kept for name, stub in stubs.items() for kept in put_in_place(lesson.handout / name, stub)]


def put_in_place(path: Path, data: bytes) -> list[Path]:
    """Write a file of the student's anew; where the one that was there is kept, if it was another."""
    own = path.read_bytes() if path.exists() else b""
    if own == data:
        return []
    kept = [_keep(path, own)] if own else []
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
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
    """The task that was asked for, else the first that is not written yet, else the first that the last check did not find right.

    Raises UsageError where there is none of them.
    """
    tasks = {task.number: task for task in lesson.facts.tasks}
    known = {"lesson": lesson.id, "tasks": ", ".join(map(str, tasks))}
    if asked is None:
        left = progress(lesson).open_tasks or tuple(
            n for n in missed_tasks(lesson.root).get(lesson.name, []) if n in tasks
        )
        if not left:
            raise UsageError(text("wrong.all_begun", **known))
        return tasks[left[0]]
    if asked not in tasks:
        raise UsageError(text("wrong.no_task", number=asked, **known))
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
            raise UsageError(text("wrong.no_hints", number=task.number, lesson=lesson.id, folder=lesson.name))

    def levels(self, asked: int | None, everything: bool) -> list[int]:
        """Which hints to show, from 1: all, the one that was asked for, or the next one."""
        last = len(self.texts)
        if asked and asked > last:
            raise UsageError(text("wrong.no_hint", level=asked, number=self.number, last=last))
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
