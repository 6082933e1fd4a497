"""How often correct programs miss a lesson's training thresholds: each graded with many seeds, only the tasks that train.

Run: DLGRADE_DATA=... .venv/bin/python benchmarks/false_fails.py LESSON PROGRAM [PROGRAM ...] [--runs 100]
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from grader.authoring.handout import training_tasks
from grader.course.lessons import Lesson, find_course
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import Training


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lesson")
    parser.add_argument("programs", type=Path, nargs="+")
    parser.add_argument("--runs", type=int, default=100)
    asked = parser.parse_args()
    lesson = find_course().lesson(asked.lesson)
    print(
        f"{'program':<24}{'training':<38}{'data':<10}{'failed':>9}{'unstable':>10}{'lowest':>9}{'mean':>9}{'slowest':>9}"
    )
    with Session(choose(own_code=True), lesson.limits, hidden=(lesson.root,)) as session:
        for program in asked.programs:
            for name, runs in graded(lesson, session, program, asked.runs).items():
                print(f"{program.stem:<24}{name:<38}{row(runs)}", flush=True)


def graded(lesson: Lesson, session: Session, program: Path, runs: int) -> dict[str, list[tuple[Training, bool]]]:
    """Of each test that trains: what was measured with the seeds 1 to `runs`, and whether the test passed."""
    submission = Submission({lesson.facts.file: program.read_bytes()})
    tasks = tuple(sorted(training_tasks(lesson)))
    found: dict[str, list[tuple[Training, bool]]] = {}
    for seed in range(1, runs + 1):
        card = session.grade(lesson, submission, Options(seed, tasks))
        passed = {test.id for test in card.tests if test.outcome == "passed"}
        for training in card.training:
            found.setdefault(training.name, []).append((training, training.name in passed))
    return found


def row(runs: list[tuple[Training, bool]]) -> str:
    """`slowest` is the longest time, in times of the reference's."""
    trainings = [training for training, _ in runs]
    failed = sum(not passed for _, passed in runs)
    accuracies = [training.accuracy for training in trainings]
    slowest = max(training.seconds / (training.reference_seconds or 1) for training in trainings)
    unstable = sum(training.unstable for training in trainings)
    return (
        f"{trainings[0].data:<10}{f'{failed}/{len(runs)}':>9}{unstable:>10}"
        f"{min(accuracies):>9.4f}{statistics.mean(accuracies):>9.4f}{slowest:>9.2f}"
    )


if __name__ == "__main__":
    main()
