"""How long after its limit a submission that does not end is ended: per call, test, import and submission, by the scorecard's own times.

Run from the root of the repository: .venv/bin/python -m benchmarks.limits
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from grader.engine.session import Session
from grader.scorecard import Scorecard
from tests.attacks.bench import working_backends
from tests.attacks.test_time_bound import HOGS, LIMITS, ONE_CALL, a_course, grade

AIM = 1.0


def lateness(card: Scorecard) -> float:
    """How many seconds the latest of all is beyond its limit."""
    limits = dict.fromkeys(ONE_CALL, LIMITS.call_seconds) | {"test_many": LIMITS.test_seconds}
    if any("Importing" in str(test.message) for test in card.tests):
        limits = dict.fromkeys(limits, LIMITS.import_seconds)
    late = [test.seconds - limits[test.id] for test in card.tests]
    return max(*late, sum(test.seconds for test in card.tests) - LIMITS.submission_seconds)


def main() -> None:
    with TemporaryDirectory() as folder, Session(working_backends()[0], LIMITS, preload=("torch",)) as session:
        course = a_course(Path(folder))
        for name, source in HOGS.items():
            late = lateness(grade(session, course, source))
            print(f"{late:6.2f} s late (aim {AIM:.0f}): {name}")


if __name__ == "__main__":
    main()
