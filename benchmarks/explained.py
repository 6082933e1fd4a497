"""How often a wrong program is told the right idea, nothing, or something false, over a corpus that makes itself.

Each known wrong idea, put into the solution and into every accepted program of another style that defines the same function; two ideas of
different tasks, and two of one task, in one program; and programs of other styles with a fault as beginners make it (tests/judge/explain/wrong). Tasks that
train are left out unless asked for. The exit code is 1 where something false was told.

Run: DLGRADE_DATA=... .venv/bin/python benchmarks/explained.py [LESSON ...] [--training] [--pairs 20] [--only CORPUS ...] [--show]
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from grader.authoring.handout import task_of_test, training_tasks
from grader.course.lessons import Lesson, find_course
from grader.course.misconceptions import Misconception
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.judge.explain.compose import changed, composed, merged, replaced
from grader.sandbox import choose
from grader.scorecard import Scorecard

ROOT = Path(__file__).parents[1]
ACCEPTED = ROOT / "tests" / "accepted"
WRONG = ROOT / "tests" / "judge" / "explain" / "wrong"
SEED = 11
KINDS = ("overlays", "in other styles", "pairs", "pairs of a task", "beginners'")


class Case(NamedTuple):
    """A wrong program. ideas: what may be said of it; trains: its fault shows in training alone."""

    kind: str
    name: str
    source: bytes
    ideas: frozenset[str]
    trains: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", nargs="*")
    parser.add_argument("--training", action="store_true")
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--only", choices=KINDS, nargs="*", default=KINDS)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    course = find_course(ROOT)
    lessons = [course.lesson(name) for name in asked.lessons] or course.lessons()
    print(f"{'lesson':<9}{'corpus':<17}{'programs':>9}{'idea':>7}{'other':>7}{'nothing':>9}{'false':>7}")
    false = 0
    for lesson in lessons:
        with Session(choose(own_code=True), lesson.limits, hidden=(lesson.root,)) as session:
            counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
            for case in cases(lesson, asked.pairs):
                if case.kind not in asked.only:
                    continue
                told = verdict(case, graded(lesson, session, case, asked.training))
                counts[case.kind][told] += 1
                if asked.show and told in {"nothing", "false"}:
                    print(f"    {told}: {case.kind}: {case.name}", file=sys.stderr, flush=True)
        for kind, count in counts.items():
            false += count["false"]
            total = sum(count[word] for word in ("idea", "other", "nothing", "false"))
            if total:
                row = "".join(
                    f"{count[word]:>{width}}"
                    for word, width in (("idea", 7), ("other", 7), ("nothing", 9), ("false", 7))
                )
                print(f"{lesson.id:<9}{kind:<17}{total:>9}{row}", flush=True)
    sys.exit(bool(false))


def cases(lesson: Lesson, pairs: int) -> Iterator[Case]:
    solution = lesson.solution.read_bytes()
    for idea in lesson.misconceptions:
        yield Case("overlays", idea.name, idea.source, told_of(lesson, idea))
    for path in sorted((ACCEPTED / lesson.name).glob("*.py")):
        for idea in lesson.misconceptions:
            if (source := replaced(path.read_bytes(), changed(solution, idea.source), idea.source)) is not None:
                yield Case("in other styles", f"{idea.name} in {path.stem}", source, told_of(lesson, idea))
    yield from _pairs(lesson, solution, pairs)
    yield from _pairs_of_a_task(lesson, solution, pairs)
    yield from _beginners(lesson)


def told_of(lesson: Lesson, *ideas: Misconception) -> frozenset[str]:
    """What may be said of a program that holds these: they, and what has the sentence of one of them."""
    return frozenset(each.name for each in lesson.misconceptions if any(each.says == idea.says for idea in ideas))


def _pairs(lesson: Lesson, solution: bytes, most: int) -> Iterator[Case]:
    """Two ideas that change different functions and fail tests of different tasks."""
    task_of = task_of_test(lesson)
    tasks = {idea.name: {task_of.get(name) for name in idea.expect} for idea in lesson.misconceptions}
    new = {idea.name: changed(solution, idea.source) for idea in lesson.misconceptions}
    every = [
        (one, other)
        for one, other in itertools.combinations(lesson.misconceptions, 2)
        if not tasks[one.name] & tasks[other.name] and not new[one.name].keys() & new[other.name].keys()
    ]
    for one, other in random.Random(SEED).sample(every, min(most, len(every))):
        source = composed(solution, new[one.name] | new[other.name], one.source + b"\n" + other.source)
        yield Case("pairs", f"{one.name} and {other.name}", source, told_of(lesson, one, other))


def _pairs_of_a_task(lesson: Lesson, solution: bytes, most: int) -> Iterator[Case]:
    """Two ideas that must fail the same tests, in two functions or both in one."""
    new = {idea.name: changed(solution, idea.source) for idea in lesson.misconceptions if not idea.whole}
    whole = changed(b"", solution)
    every = []
    for one, other in itertools.combinations((idea for idea in lesson.misconceptions if not idea.whole), 2):
        both: dict[str, str | None] = {**new[one.name], **new[other.name]}
        for name in new[one.name].keys() & new[other.name].keys():
            both[name] = merged(whole[name], new[one.name][name], new[other.name][name]) if name in whole else None
        composable = {name: text for name, text in both.items() if text}
        if set(one.expect) & set(other.expect) and len(composable) == len(both):
            every.append((one, other, composable))
    for one, other, definitions in random.Random(SEED).sample(every, min(most, len(every))):
        source = composed(solution, definitions, one.source + b"\n" + other.source)
        yield Case("pairs of a task", f"{one.name} and {other.name}", source, told_of(lesson, one, other))


def _beginners(lesson: Lesson) -> Iterator[Case]:
    path = WRONG / f"{lesson.id}.toml"
    if not path.is_file():
        return
    for program in tomllib.loads(path.read_text(encoding="utf-8"))["program"]:
        source = (ACCEPTED / lesson.name / f"{program['of']}.py").read_text(encoding="utf-8")
        for old, new in program["swap"]:
            source = source.replace(old, new)
        ideas = frozenset(program["ideas"])
        yield Case("beginners'", program["fault"], source.encode(), ideas, program.get("trains", False))


def graded(lesson: Lesson, session: Session, case: Case, training: bool) -> Scorecard:
    slow = set() if training or case.trains else training_tasks(lesson)
    tasks = tuple(task.number for task in lesson.facts.tasks if task.number not in slow)
    return session.grade(lesson, Submission({lesson.facts.file: case.source}), Options(SEED, tasks))


def verdict(case: Case, card: Scorecard) -> str:
    """`idea`: one that the program holds was told, and none that it does not. `other`: a relation, a change of a call, a crash."""
    failed = [test for test in card.tests if test.outcome != "passed"]
    if not failed:
        return "passed"
    told = [test.explanation for test in failed if test.explanation]
    names = {each.name for each in told if each.kind == "misconception"}
    if names - case.ideas:
        return "false"
    probed = {each.name for each in told if each.kind == "probe"} & case.ideas
    if names or probed:
        return "idea"
    return "other" if told else "nothing"


if __name__ == "__main__":
    main()
