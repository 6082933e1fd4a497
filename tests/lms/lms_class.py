"""Graded classes made of a few words, and people's names that spoil careless files."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import msgspec

from grader.classroom.classes import Class, ClassMember
from grader.classroom.store import Settings
from grader.intake.names import clean, file_stems
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts, TaskResult, TestResult, encode

FAMILIES = (
    "王",
    "欧阳",
    "محمد",
    "O'Brien",
    "Lee, Jr.",
    'the "Rock"',
    "=HYPERLINK(1)",
    "+1",
    "@home",
    "-x",
    "Müller",
    "Nguyễn",
)
GIVEN = ("小明", "علي", "Ana\nMaria", "a;b", "a,b", '""', "  two  ", "=2+3", "José", "李 雷", "\\n", "x\ty")


def names(count: int) -> list[str]:
    """So many different names, the same ones each time."""
    draw = random.Random(5)
    return [f"{draw.choice(FAMILIES)} {draw.choice(GIVEN)} {number}" for number in range(count)]


def card(student: str, *points: str, outcome: str = "graded", max_points: str = "4") -> Scorecard:
    """A scorecard of one task, a test for each of the points; 4 are the most for each."""
    tests = [
        TestResult(
            id=f"test_{number}",
            claim=f"claim {number}",
            outcome="passed" if Decimal(each) else "failed",
            points=Decimal(each),
            max_points=Decimal(max_points),
            message=f"{student} should look at it",
        )
        for number, each in enumerate(points, 1)
    ]
    score, most = sum(map(Decimal, points), Decimal(0)), Decimal(max_points) * len(points)
    return Scorecard(
        lesson="lesson01_add",
        student=student,
        submission=SubmissionFacts("0" * 64, ["add.py"]),
        suite="hidden",
        suite_sha256="1" * 64,
        seed=7,
        device="cpu",
        environment={},
        sandbox=SandboxFacts("bubblewrap", []),
        score=score,
        max_score=most,
        outcome=outcome,  # type: ignore[arg-type]
        message="the judge did not answer" if outcome != "graded" else "",
        seconds=1.5,
        started="2026-01-01T08:00:00.000+08:00",
        tasks=[TaskResult(number=1, title="Add", score=score, max_score=most, tests=tests)],
    )


def lay_class(
    folder: Path, cards: dict[str, Scorecard], also: dict[str, list[str]] | None = None, form: str = "folder"
) -> Path:
    """The folder that `dlgrade grade` leaves, with these scorecards."""
    stems = file_stems(cards)
    students = [ClassMember(student=name, file=stems[name], also=(also or {}).get(name, [])) for name in cards]
    (folder / "scorecards").mkdir(parents=True)
    for name, each in cards.items():
        (folder / "scorecards" / f"{stems[name]}.json").write_bytes(encode(each))
    graded = Class(lesson="lesson01_add", seed=7, form=form, students=students, missing=["nobody@x.edu"])
    (folder / "class.json").write_bytes(msgspec.json.encode(graded))
    settings = Settings(lesson="lesson01_add", submissions="", seed=7)
    (folder / "run.json").write_bytes(msgspec.json.encode(settings))
    return folder


def big_class(folder: Path, count: int, form: str = "folder") -> tuple[Path, dict[str, str], dict[str, Decimal]]:
    """A class as a platform's download names it. Returns the folder, each student's full name, each student's score."""
    people = {f"{clean(name)}_{1000 + number}": name for number, name in enumerate(names(count))}
    scores = [(f"{number % 5}", f"{Decimal(number % 401) / 100}") for number in range(count)]
    cards = {student: card(student, *score) for student, score in zip(people, scores, strict=True)}
    also = {student: [clean(name), student.rsplit("_")[-1]] for student, name in people.items()}
    return lay_class(folder, cards, also, form), people, {student: each.score for student, each in cards.items()}
