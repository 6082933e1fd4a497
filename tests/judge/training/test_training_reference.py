"""What a training is held against: the lesson's thresholds, and the reference solution as this machine trains it."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs

from grader.course.lessons import Course, Lesson
from grader.engine.session import Session
from tests.judge.training.trainings import HONEST, NET, edit, grade, with_body


def test_lesson_without_thresholds_is_a_grader_fault_that_says_what_to_type(session: Session, lesson: Lesson) -> None:
    """The measurement is on the scorecard all the same: that is how they are fitted."""
    (lesson.instructor / "thresholds.toml").unlink()
    card = grade(session, lesson)

    assert card.outcome == "grader_fault"
    assert "python -m grader.authoring.thresholds lesson06" in str(card.message)
    assert card.training[0].accuracy > 0.8


def test_reference_that_cannot_be_trained_is_a_grader_fault(session: Session, lesson: Lesson) -> None:
    """A broken solution costs no student a point."""
    edit(lesson, "learn.py", "losses = []", "raise TypeError('no such optimizer')")
    card = grade(session, lesson, NET + HONEST)

    assert card.outcome == "grader_fault"
    assert "reference solution could not be trained: TypeError in student code: no such optimizer" in str(card.message)


def test_bad_luck_with_one_seed_is_not_the_end(session: Session, lesson: Lesson) -> None:
    """A near miss is trained again from another seed: whoever learns nothing from even seeds passes, and so for odd ones."""
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=1000, epochs=2, lr=0.02)')
    fits = lesson.thresholds.read_text()
    lesson.thresholds.write_text(re.sub(r"std = .*", "std = 0.5", fits))
    never = "    if torch.initial_seed() % 2 == {}: return\n    optimizer ="
    cards = [grade(session, lesson, NET + HONEST.replace("    optimizer =", never.format(rest), 1)) for rest in (0, 1)]

    assert [card.exit_code for card in cards] == [0, 0]
    assert sorted(card.training[0].measurements for card in cards) == [1, 2]


def test_reference_is_measured_once_a_machine_and_suite(session: Session, lesson: Lesson) -> None:
    """The second submission is compared with what the first one found; a changed suite asks anew."""
    edit(lesson, "learn.py", "losses = []", "losses = []; __import__('time').sleep(1)")  # more than any noise
    first, notes = grade(session, lesson).training[0], remembered()
    second = grade(session, lesson).training[0]
    assert (second.reference_seconds, remembered()) == (first.reference_seconds, notes)

    edit(lesson, "suite/test_learn.py", "import pytest", "# another suite\nimport pytest")
    grade(session, Course(lesson.root).lesson("6"))
    assert remembered() > notes


def remembered() -> set[Path]:
    """What is noted of references so far."""
    return set(Path(platformdirs.user_cache_dir("dlgrade")).glob("references/*.json"))


def test_reference_s_time_of_a_busy_hour_does_not_last(session: Session, lesson: Lesson) -> None:
    """A submission that is much faster has it measured again for the next one."""
    with_body(lesson, 'training.run(student.Net, student.train, "patterns", samples=1000, epochs=2, lr=0.02)')
    edit(lesson, "learn.py", "losses = []", "losses = []; __import__('time').sleep(3)")
    slow, again = (grade(session, lesson, NET + HONEST).training[0] for _ in range(2))

    assert slow.reference_seconds > 3
    assert slow.reference_seconds != again.reference_seconds
