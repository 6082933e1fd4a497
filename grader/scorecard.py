"""The result as a value. Its JSON schema is public: `grader/scorecard.schema.json`, and a test holds the two together.

Points are decimal text in JSON ("7.5"), never a float, so that they add up.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.sentences import Part, in_language

__all__ = [
    "OUTCOMES",
    "Comparison",
    "Misread",
    "Outcome",
    "Scorecard",
    "SubmissionFacts",
    "TaskResult",
    "TestResult",
    "decode",
    "encode",
    "schema",
]

Outcome = Literal["passed", "failed", "crashed", "timed_out", "not_run", "grader_fault"]
OUTCOMES: tuple[Outcome, ...] = ("passed", "failed", "crashed", "timed_out", "not_run", "grader_fault")


class Comparison(Struct, frozen=True, kw_only=True):
    """A matrix that was expected beside the one that came, a character a cell, row by row.

    expected, yours: 0 to f from the least to the greatest expected value, - below, + above, n for NaN. wrong: 1 where the value is.
    """

    columns: int
    expected: str
    yours: str
    wrong: str


class Shown(Struct, frozen=True, kw_only=True):
    """A matrix as a picture: 0 to f a cell from its least to its greatest value, row by row."""

    columns: int
    shades: str


class Explanation(Struct, frozen=True, kw_only=True):
    """Why a test failed, in one true sentence. name: of the relation, misconception, probe or rule that it comes from.

    texts: as a test has them, of the sentence.
    """

    kind: Literal["relation", "counterfactual", "misconception", "probe", "crash"]
    name: str
    sentence: str
    texts: dict[str, Part] | UnsetType = UNSET


class Where(Struct, frozen=True, kw_only=True):
    """A line of the submission, from 1, in the file that was handed in under this name."""

    file: str
    line: int


class Metric(Struct, frozen=True, kw_only=True):
    """How good predictions are, on labels that the student never saw: nothing at the baseline, all points at the target. It may be the smaller, the better."""

    name: Literal["accuracy", "f1", "rmse"]
    value: float
    baseline: float
    target: float


class TestResult(Struct, frozen=True, kw_only=True):
    """How one hidden test ended. `passed` earns all points, any other outcome the share that the suite has given. Texts come from the judge, or are bounded and escaped.

    cost: the points that were lost. where: what the failure is about. lines: those of the submission that an exception passed, from 1,
    the innermost last. picture: of matrices up to 28 x 28. shown: what a test that passed has to show of the submission's own work.
    metric: of predictions that were scored. void: how the teacher took the test back, out of the maximum or given to everybody, whatever its outcome. texts: the fields that
    other languages say in another way,
    as values.
    """

    __test__ = False  # pytest must not take this for a test

    id: str
    claim: str
    outcome: Outcome
    points: Decimal
    max_points: Decimal
    visibility: Literal["visible", "hidden"] = "visible"
    seconds: float = 0.0
    call: str | UnsetType = UNSET
    expected: str | UnsetType = UNSET
    yours: str | UnsetType = UNSET
    message: str | UnsetType = UNSET
    hint: str | UnsetType = UNSET
    misconception: str | UnsetType = UNSET
    explanation: Explanation | UnsetType = UNSET
    read: str | UnsetType = UNSET
    cost: Decimal | UnsetType = UNSET
    where: Where | UnsetType = UNSET
    lines: list[int] | UnsetType = UNSET
    picture: Comparison | UnsetType = UNSET
    shown: Shown | UnsetType = UNSET
    metric: Metric | UnsetType = UNSET
    void: Literal["out", "given"] | UnsetType = UNSET
    texts: dict[str, Part] | UnsetType = UNSET

    def spoken(self, language: str) -> TestResult:
        said = in_language(self, language)
        if isinstance(said.explanation, UnsetType):
            return said
        return msgspec.structs.replace(said, explanation=in_language(said.explanation, language))


class TaskResult(Struct, frozen=True, kw_only=True):
    """by_hand: points that a person gives, beyond those of the tests. claims: how many the hidden suite has of the task, where the public
    tests stood for them; untried: those that no public test stands for. texts: as a test has them, of the title and the untried."""

    number: int
    title: str
    score: Decimal
    max_score: Decimal
    tests: list[TestResult]
    forbidden: list[str] = []
    by_hand: Decimal | UnsetType = UNSET
    claims: int | UnsetType = UNSET
    untried: list[str] | UnsetType = UNSET
    texts: dict[str, Part] | UnsetType = UNSET


class Misread(Struct, frozen=True, kw_only=True):
    """An image that a trained network misread: its class, the one that was answered (-1: none), and 0 to f a pixel, row by row."""

    label: int
    answer: int
    columns: int
    shades: str


class Training(Struct, frozen=True, kw_only=True):
    """A measured training run.

    name: the test's. accuracy: on new examples. seconds: from when the data could first be seen to the last prediction, by the clock or
    in processor time of all processes, whichever is more. A reference_seconds of 0
    says that there was no reference to compare with. history, reference_history: what `train` returned, the student's and the reference's, where it is a list of numbers. data: "real", the "stand_in" for it, or "drawn" for this run. reference_accuracy: the mean
    of reference_runs trainings, when the threshold was fitted; false_fail: how likely the reference falls below required_accuracy.
    measurements: how often it was trained; unstable: it passed, but another time it missed by more than the noise.
    seen: samples that the judge's own loader handed out, 0 where the student's loop draws its own.
    confusion[i][j]: how many of class i were read as j; the last column counts answers that are none. misread: where the first
    25 misread examples stand in the data set. misread_shown: the first 8 of them, none of drawn ones.
    """

    name: str
    accuracy: float
    required_accuracy: float
    seconds: float
    reference_seconds: float
    allowed_ratio: float
    device: str
    history: list[float] = []
    reference_history: list[float] = []
    data: Literal["real", "stand_in", "drawn"] = "real"
    samples: int = 0
    seen: int = 0
    reference_accuracy: float = 0.0
    reference_runs: int = 0
    false_fail: float = 0.0
    measurements: int = 1
    unstable: bool = False
    confusion: list[list[int]] = []
    misread: list[int] = []
    misread_shown: list[Misread] = []


class Plot(Struct, frozen=True):
    """A figure that a notebook drew as it ran. cell: the number of its cell. png: the image, in base 64."""

    cell: int
    png: str


class SubmissionFacts(Struct, frozen=True):
    sha256: str
    files: list[str]


class SandboxFacts(Struct, frozen=True):
    """texts: as a test has them, of the guarantees."""

    backend: str
    guarantees: list[str]
    texts: dict[str, Part] | UnsetType = UNSET


class Scorecard(Struct, frozen=True, kw_only=True):
    """One submission's result. texts: as a test has them, of the message and the notes."""

    schema: Literal["dlgrade/scorecard/1"] = "dlgrade/scorecard/1"
    lesson: str
    student: str | UnsetType = UNSET
    submission: SubmissionFacts
    suite: Literal["hidden", "public"]
    suite_sha256: str
    seed: int
    device: str
    environment: dict[str, str]
    sandbox: SandboxFacts
    score: Decimal
    max_score: Decimal
    outcome: Literal["graded", "grader_fault"]
    message: str | UnsetType = UNSET
    notes: list[str] = []
    seconds: float
    started: str
    tasks: list[TaskResult]
    training: list[Training] = []
    plots: list[Plot] | UnsetType = UNSET
    texts: dict[str, Part] | UnsetType = UNSET

    @property
    def tests(self) -> list[TestResult]:
        return [test for task in self.tasks for test in task.tests]

    def spoken(self, language: str) -> Scorecard:
        """The same result, said in that language. What a scorecard has no value of stays as it is."""
        tasks = [
            in_language(msgspec.structs.replace(task, tests=[test.spoken(language) for test in task.tests]), language)
            for task in self.tasks
        ]
        sandbox = in_language(self.sandbox, language)
        return in_language(msgspec.structs.replace(self, tasks=tasks, sandbox=sandbox), language)

    @property
    def exit_code(self) -> int:
        if self.outcome == "grader_fault":
            return 3
        return 0 if self.score == self.max_score > 0 else 1

    def without_times(self) -> dict[str, Any]:
        """The document without what may differ between two equal gradings: when it was and how long it took."""
        document: dict[str, Any] = msgspec.to_builtins(self)
        for entry in (document, *(test for task in document["tasks"] for test in task["tests"])):
            entry.pop("seconds", None)
        for entry in document["training"]:  # the reference may have been trained for another grading
            for name in ("seconds", "reference_seconds", "reference_history", "measurements", "unstable"):
                entry.pop(name)
        document.pop("started")
        return document


def pretty(value: Any) -> bytes:
    """A value as JSON, indented, with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def encode(card: Scorecard) -> bytes:
    """The JSON document."""
    return pretty(card)


def decode(data: bytes) -> Scorecard:
    """Raises msgspec.ValidationError for anything that is not a scorecard."""
    return msgspec.json.decode(data, type=Scorecard)


def schema() -> dict[str, Any]:
    """The JSON Schema of a scorecard."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(Scorecard)
