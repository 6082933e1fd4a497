"""The same files before dlgrade: tasks 1 and 2 of its lesson 05 with their own hidden suite, in one warm session."""

from __future__ import annotations

import ast
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.security.harness.cases import Case
from benchmarks.security.harness.results import Cell
from grader.course.lessons import Lesson
from grader.engine.session import Options, Session, new_seed
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import Scorecard, encode
from tests.attacks.corpus import PREFIX, Canaries, attack_of, plant, test_names

__all__ = ["Ours", "ours"]

TASKS = (1, 2)  # sigmoid and bce, the exercise that the peers have
# Files that are not of the corpus have no `honest:` in names of lesson 05's tests.
WORTH = {
    "solution": "task 1, task 2",
    "wrong_bce": "task 1",
    "library_sigmoid": "task 2",
    "slow_bce": "task 1, task 2",
    "score_freeze_the_clock": "task 1, task 2",
    "score_lazy_tensor": "task 1, task 2",
    "score_write_report": "none",
    "score_table_of_answers": "none",
}


class Ours:
    def __init__(self, session: Session, lesson: Lesson) -> None:
        self.session = session
        self.lesson = lesson

    def grade(self, case: Case) -> Cell:
        card = self.card_of(case.source.encode())
        points = {test.id.split("::")[-1]: float(test.max_points) for test in card.tests}
        earned = {test.id.split("::")[-1] for test in card.tests if test.outcome == "passed"}
        honest = self.honest_tests(case, set(points))
        got = None if card.outcome == "grader_fault" else float(card.score)
        note = ", ".join(sorted(earned - honest))
        next_score = self.next_score() if case.again else None
        total = float(card.max_score)
        shown = self.shows(case, card)
        return Cell(
            sum(points[name] for name in honest),
            got,
            total,
            seconds=card.seconds,
            note=note,
            shown=shown,
            next=next_score,
        )

    def card_of(self, source: bytes) -> Scorecard:
        return self.session.grade(
            self.lesson, Submission({self.lesson.facts.file: source}), Options(seed=new_seed(), tasks=TASKS)
        )

    def honest_tests(self, case: Case, names: set[str]) -> set[str]:
        words = WORTH.get(case.name, "task 1") if case.kind != "corpus" else None
        if words is None:
            docstring = ast.get_docstring(ast.parse(case.source)) or ""
            words = attack_of(case.name, case.source.encode(), docstring).honest
        return test_names(words, self.lesson) & names

    def next_score(self) -> float:
        """The share of the next student's points, who hands in the solution: 1 is right."""
        card = self.card_of(self.lesson.solution.read_bytes())
        return float(card.score / card.max_score)

    def shows(self, case: Case, card: Scorecard) -> bool:
        pattern = case.shows.replace("canary-of-the-peers", PREFIX)
        return bool(pattern) and bool(re.search(pattern, encode(card).decode()))


@contextmanager
def ours() -> Iterator[Ours]:
    with tempfile.TemporaryDirectory(prefix="peers-ours-") as folder:
        canaries = Canaries.new()
        lesson = plant(Path(folder), canaries).lesson("lesson05")
        os.environ["SECRET"] = canaries.environment
        with Session(choose(), lesson.limits, hidden=(Path(folder),)) as session:
            yield Ours(session, lesson)
