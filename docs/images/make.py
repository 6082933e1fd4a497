"""Makes the README's picture: what a student with one wrong idea reads. Run: .venv/bin/python docs/images/make.py"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from grader.checking import check_submission
from grader.course import find_course
from grader.reports.terminal import print_scorecard

HERE = Path(__file__).parent
MISCONCEPTION = "forgets_the_minus_in_the_exponent.py"


def main() -> None:
    lesson = find_course(HERE).lesson("lesson05")
    card = check_submission(lesson, lesson.instructor / "misconceptions" / MISCONCEPTION, tasks=(1,), seed=5)
    console = Console(record=True, width=100, file=io.StringIO(), emoji=False, markup=False, highlight=False)
    print_scorecard(card, console, title=f"$ dlgrade check {lesson.id} --task 1")
    console.save_svg(str(HERE / "check.svg"), title="dlgrade")


if __name__ == "__main__":
    main()
