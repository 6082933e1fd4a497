"""From what the judge found to a scorecard: points, forbidden operations, faults."""

from __future__ import annotations

import importlib.metadata
import platform
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.util import find_spec

import msgspec
from msgspec import UNSET, UnsetType

import grader
from grader.course.claims import HomeClaim, home_claims
from grader.course.facts import Runtime, Task
from grader.course.lessons import Lesson
from grader.devices import CPU, Device
from grader.engine.keys import installation_key
from grader.intake.submission import Submission
from grader.judge.messages import Graded
from grader.sandbox import Backend
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts, TaskResult, TestResult, Where
from grader.sentences import Part, Text, bind, said, text

__all__ = ["Options", "environment", "sum_up"]


@dataclass(frozen=True)
class Options:
    """How to grade: the seed, the tasks (all if empty), the language of the sentences, the key that all is drawn from, whether the
    deadline is past, whether failures are explained, and tests to leave out."""

    seed: int
    tasks: tuple[int, ...] = ()
    language: str = "en"
    secret_key: bytes = field(default_factory=installation_key, repr=False)
    after_due: bool = True
    explain: bool = True
    without: tuple[str, ...] = ()


def environment(runtime: Runtime = "torch") -> dict[str, str]:
    """What a result may depend on besides submission, suite and seed."""
    packages = ("torch", "numpy") if runtime == "torch" else ("numpy",)
    return {
        "dlgrade": grader.__version__,
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in packages if find_spec(name)},
        "platform": f"{platform.system()} {platform.machine()}",
    }


def sum_up(
    lesson: Lesson, submission: Submission, graded: Graded, options: Options, backend: Backend, device: Device = CPU
) -> Scorecard:
    """The scorecard of what the judge found, without times."""
    chosen = options.tasks
    asked = [task for task in lesson.facts.tasks if not chosen or task.number in chosen]
    claims = home_claims(lesson)
    tasks = [_task(task, lesson, graded, [each for each in claims if each.task == task.number]) for task in asked]
    faults = [test.result for test in graded.tests if test.result.outcome == "grader_fault"]
    waits: list[str | Text] = [text("grade.after_due", n=graded.withheld)] if graded.withheld else []
    notes = [*graded.notes, *submission.notes, *waits]
    told: dict[str, Part] = {}
    if graded.fault:
        told["message"] = graded.fault
    elif faults:
        said_there = (faults[0].texts or {}).get("message", faults[0].message or "")
        told["message"] = text("test.fault_in", test=faults[0].id, said=said_there)
    card = Scorecard(
        lesson=lesson.name,
        submission=SubmissionFacts(submission.sha256, sorted(submission.files)),
        suite="hidden" if lesson.has_hidden_suite else "public",
        suite_sha256=lesson.suite_sha256,
        seed=options.seed,
        device=device.kind,
        environment=environment(lesson.runtime)
        | device.environment()
        | {f"data {name}": used for name, used in sorted(graded.data.items())},
        sandbox=SandboxFacts(backend=backend.name, **said(guarantees=backend.guarantees())),
        score=sum((task.score for task in tasks), Decimal(0)),
        max_score=sum((task.max_score for task in tasks), Decimal(0)),
        outcome="grader_fault" if told else "graded",
        notes=list(map(str, notes)),
        seconds=0.0,
        started="",
        tasks=tasks,
        training=graded.training,
        plots=graded.plots or UNSET,
        **said(**told),
    )
    if any(isinstance(note, Text) for note in notes):
        card = msgspec.structs.replace(card, texts=(card.texts or {}) | {"notes": notes})
    return card.spoken(options.language)


def _task(task: Task, lesson: Lesson, graded: Graded, claims: list[HomeClaim]) -> TaskResult:
    judged = [test for test in graded.tests if test.task == task.number]
    used = sorted({name for test in judged for name in test.operations} & set(task.forbidden))
    denied = used and task.forbidden_rule == "zero"
    lines = {name: line for test in judged for name, line in test.operations.items() if line}
    where = next((Where(file=lesson.main, line=lines[name]) for name in used if name in lines), UNSET)
    results = [
        _bound(_with_cost(_denied(test.result, used, where) if denied else test.result), lesson) for test in judged
    ]
    most = sum((result.max_points for result in results), Decimal(0))
    fields = said(title=task.heading)
    if claims:
        fields = said(title=task.heading, untried=tuple(each.claim for each in claims if not each.tried))
    return TaskResult(
        number=task.number,
        claims=len(claims) or UNSET,
        **fields,
        score=sum((result.points for result in results), Decimal(0)),
        max_score=most,
        tests=results,
        forbidden=used,
        by_hand=task.points if task.by_hand else UNSET,
    )


def _bound(result: TestResult, lesson: Lesson) -> TestResult:
    """The test with the suite's own sentences in every language of the lesson."""
    bound = said(**{name: bind(part, lesson.texts) for name, part in (result.texts or {}).items()})
    return msgspec.structs.replace(result, texts=bound["texts"])


def _with_cost(result: TestResult) -> TestResult:
    """A test that did not pass by the submission's doing, with what it lost."""
    if result.outcome in ("passed", "grader_fault"):
        return result
    return msgspec.structs.replace(result, cost=result.max_points - result.points)


def _denied(result: TestResult, used: list[str], where: Where | UnsetType) -> TestResult:
    """A test of a task that used an operation which the task must do without."""
    if not result.points or result.void is not UNSET:
        return result
    fields = {name: getattr(result, name) for name in ("id", "max_points", "visibility", "seconds")}
    names = ", ".join(name.removeprefix("aten::") for name in used)
    message = text("test.forbidden_torch") if names == "torch" else text("test.forbidden", names=names)
    texts = said(claim=(result.texts or {}).get("claim", result.claim), message=message)
    return TestResult(outcome="failed", points=Decimal(0), where=where, **fields, **texts)
