"""A graded class of the toy course's first lesson on disk, and keys to publish it with."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from grader.classroom.classes import Class, ClassMember
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts, TaskResult, TestResult, encode

POINTS = {"ana@x.edu": 3, "ben@x.edu": 1, "cho@x.edu": 2, "S-17": 0}


def key_pair() -> tuple[str, str]:
    """A private key and its public half, in PEM."""
    key = rsa.generate_private_key(65537, 2048)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return private.decode(), key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def graded_class(folder: Path, points: dict[str, int]) -> Path:
    """What `dlgrade grade` leaves, for students with so many of three points."""
    for student, each in points.items():
        put_card(folder, student, each)
    return put_class(folder, *(ClassMember(student=name, file=name) for name in points))


def put_class(folder: Path, *students: ClassMember, form: str = "one file per student") -> Path:
    graded = Class(lesson="lesson01_add", seed=7, form=form, students=list(students))
    (folder / "class.json").write_bytes(msgspec.json.encode(graded))
    return folder


def put_card(folder: Path, student: str, points: int) -> None:
    (folder / "scorecards").mkdir(parents=True, exist_ok=True)
    (folder / "scorecards" / f"{student}.json").write_bytes(encode(card_of(points)))


def card_of(points: int) -> Scorecard:
    """With so many of three points."""
    test = TestResult(id="t", claim="it adds", outcome="failed", points=Decimal(points), max_points=Decimal(3))
    task = TaskResult(number=1, title="Add", score=Decimal(points), max_score=Decimal(3), tests=[test])
    return Scorecard(
        lesson="lesson01_add",
        submission=SubmissionFacts("0" * 64, ["add.py"]),
        suite="hidden",
        suite_sha256="1" * 64,
        seed=7,
        device="cpu",
        environment={},
        sandbox=SandboxFacts("bubblewrap", []),
        score=Decimal(points),
        max_score=Decimal(3),
        outcome="graded",
        seconds=1.0,
        started="2026-01-01T00:00:00.000+00:00",
        tasks=[task],
    )
