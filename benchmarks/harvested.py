"""How many programs of a second class are explained by the drafts that `dlgrade harvest` makes of a first one.

A lesson without its misconceptions. The first class has each of them as somebody wrote it into the solution; the second, the same ideas in accepted
programs of other styles. The drafts of the first class get a sentence and are added to the lesson; then the second class is graded.

Run: .venv/bin/python -m benchmarks.harvested LESSON [LESSON ...]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.explained import Case, cases, graded, verdict
from grader.api import grade_class
from grader.authoring.handout import training_tasks
from grader.course.lessons import Course, Lesson, find_course
from grader.engine.session import Session
from grader.harvest.drafts import TODO, drafts_of
from grader.sandbox import choose

ROOT = Path(__file__).parents[1]


def main() -> None:
    course = find_course(ROOT)
    print(
        f"{'lesson':<9}{'ideas':>6}{'drafts':>8}{'lines':>7}{'programs':>10}{'idea':>6}{'other':>7}{'nothing':>9}{'false':>7}"
    )
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as room:
            print(row(course.lesson(name), Path(room)), flush=True)


def row(lesson: Lesson, room: Path) -> str:
    ideas = {case.name: case for case in cases(lesson, 0) if case.kind == "overlays"}
    others = [case for case in cases(lesson, 0) if case.kind == "in other styles"]
    slow = training_tasks(lesson)
    course = without_ideas(lesson, room / "course")
    drafts, lines = harvested(ideas, course, lesson, room)
    told: Counter[str] = Counter()
    taught = course.lesson(lesson.name)
    known = {each.name for each in taught.misconceptions}
    with Session(choose(own_code=True), taught.limits, hidden=(course.root,)) as session:
        for case in others:
            if case.ideas & known and len(slow) < len(taught.facts.tasks):
                told[verdict(case, graded(taught, session, case, training=False))] += 1
    count = sum(told.values()) - told["passed"]
    numbers = [(len(ideas), 6), (drafts, 8), (lines, 7), (count, 10)]
    numbers += [(told[word], width) for word, width in (("idea", 6), ("other", 7), ("nothing", 9), ("false", 7))]
    return f"{lesson.id:<9}" + "".join(f"{number:>{width}}" for number, width in numbers)


def without_ideas(lesson: Lesson, root: Path) -> Course:
    """The lesson alone in a course, as it was before anybody knew a wrong idea."""
    for place, folder in (("exercises", lesson.handout), ("solutions", lesson.instructor)):
        shutil.copytree(
            folder, root / place / lesson.name, ignore=shutil.ignore_patterns("misconceptions", "probes.toml")
        )
    shutil.copy(lesson.root / "course.toml", root)
    shutil.copytree(lesson.root / "datasets", root / "datasets")
    return Course(root)


def harvested(ideas: dict[str, Case], course: Course, lesson: Lesson, room: Path) -> tuple[int, int]:
    """How many drafts the first class gives, and how many lines they have in the middle; each is added to the course's lesson."""
    submissions, out = room / "class", room / "out"
    submissions.mkdir()
    for name, case in ideas.items():
        (submissions / f"{name}.py").write_bytes(case.source)
    grade_class(course.lesson(lesson.name), submissions, out)
    folder, lines = course.lesson(lesson.name).instructor / "misconceptions", []
    folder.mkdir()
    for draft in drafts_of(out, course, 1, lambda group: None):
        if draft.path:
            lines.append(draft.lines)
            for name in draft.students:
                text = Path(draft.path).read_text(encoding="utf-8").replace(TODO, "Believes otherwise.")
                (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return len(lines), sorted(lines)[len(lines) // 2] if lines else 0


if __name__ == "__main__":
    main()
