"""Scorecards from a few words, texts that try to break out of a page, and a page as its reader sees it."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

from hypothesis import strategies as st

from grader.scorecard import Outcome, SandboxFacts, Scorecard, SubmissionFacts, TaskResult, TestResult, Training

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></pre></title><img src=x onerror=alert(1)>",
    "\u202egnp.exe",
    "\0\x1b[2J\x1b]8;;http://x\a",
    "]]><!--",
    "'\" onload='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "\n```\n# heading\n",
    "\ud800\ufffe\uffff\u2028\x85",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=40))


def result_of(number: int = 1, outcome: Outcome = "failed", **fields: Any) -> TestResult:
    points = Decimal(1) if outcome == "passed" else Decimal(0)
    default: dict[str, Any] = {
        "id": f"test_{number}",
        "claim": f"claim {number}",
        "points": points,
        "max_points": Decimal(1),
    }
    return TestResult(**(default | {"outcome": outcome} | fields))


def card_of(*tests: TestResult, student: str = "ana", sha256: str = "0" * 64, **fields: Any) -> Scorecard:
    """A scorecard of one task, or of the tasks given."""
    tasks = fields.pop("tasks", None) or [task_of(1, *(tests or [result_of()]))]
    default: dict[str, Any] = {
        "lesson": "lesson01_add",
        "student": student,
        "submission": SubmissionFacts(sha256, ["add.py"]),
        "suite": "hidden",
        "suite_sha256": "1" * 64,
        "seed": 7,
        "device": "cpu",
        "environment": {"torch": "2"},
        "sandbox": SandboxFacts("bubblewrap", ["no network"]),
        "score": sum((task.score for task in tasks), Decimal(0)),
        "max_score": sum((task.max_score for task in tasks), Decimal(0)),
        "outcome": "graded",
        "seconds": 1.5,
        "started": "2026-01-01T00:00:00.000+00:00",
        "tasks": tasks,
    }
    return Scorecard(**(default | fields))


def task_of(number: int, *tests: TestResult, title: str = "Add") -> TaskResult:
    score = sum((test.points for test in tests), Decimal(0))
    most = sum((test.max_points for test in tests), Decimal(0))
    return TaskResult(number=number, title=title, score=score, max_score=most, tests=list(tests))


def training_of(**fields: Any) -> Training:
    default: dict[str, Any] = {"name": "test_learns", "accuracy": 0.9, "required_accuracy": 0.8, "seconds": 1.0}
    return Training(**(default | {"reference_seconds": 1.0, "allowed_ratio": 3.0, "device": "cpu"} | fields))


def hostile_card(text: str) -> Scorecard:
    """The text wherever a scorecard has room for one."""
    names = ("claim", "call", "expected", "yours", "message", "hint", "misconception", "read")
    everywhere: dict[str, Any] = dict.fromkeys(names, text)
    tests = [
        result_of(1, **everywhere),
        result_of(2, "passed", claim=text),
        result_of(3, "crashed", message=text),
    ]
    facts = SubmissionFacts("0" * 64, [text])
    return card_of(
        tasks=[task_of(1, *tests, title=text)],
        student=text,
        lesson=text,
        notes=[text],
        submission=facts,
        environment={text: text},
        sandbox=SandboxFacts(text, [text]),
        device=text,
        started=text,
        training=[training_of(name=text, device=text)],
    )


class Page(HTMLParser):
    """The elements of a page with their attributes, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
