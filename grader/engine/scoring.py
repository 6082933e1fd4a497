"""From what the judge found to a scorecard: points, forbidden operations, faults."""

from __future__ import annotations

import importlib.metadata
import platform
from dataclasses import dataclass
from decimal import Decimal

import msgspec
from msgspec import UNSET

import grader
from grader.course.lessons import Lesson, Task
from grader.course.translations import in_chinese
from grader.devices import CPU, Device
from grader.intake.submission import Submission
from grader.judge.messages import Graded
from grader.sandbox import Backend
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts, TaskResult, TestResult

__all__ = ["Options", "environment", "sum_up"]


@dataclass(frozen=True)
class Options:
    """How to grade: the seed, the tasks (all if empty) and the language of the sentences."""

    seed: int
    tasks: tuple[int, ...] = ()
    language: str = "en"


def environment() -> dict[str, str]:
    """What a result may depend on besides submission, suite and seed."""
    return {
        "dlgrade": grader.__version__,
        "python": platform.python_version(),
        "torch": importlib.metadata.version("torch"),
        "numpy": importlib.metadata.version("numpy"),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def sum_up(
    lesson: Lesson, submission: Submission, graded: Graded, options: Options, backend: Backend, device: Device = CPU
) -> Scorecard:
    """The scorecard of what the judge found, without times."""
    chosen = options.tasks
    asked = [task for task in lesson.facts.tasks if not chosen or task.number in chosen]
    tasks = [_task(task, lesson, graded, options.language) for task in asked]
    faults = [test.result for test in graded.tests if test.result.outcome == "grader_fault"]
    fault = graded.fault or "".join(f"{test.id}: {test.message}" for test in faults[:1])
    return Scorecard(
        lesson=lesson.name,
        submission=SubmissionFacts(submission.sha256, sorted(submission.files)),
        suite="hidden" if lesson.has_hidden_suite else "public",
        suite_sha256=lesson.suite_sha256,
        seed=options.seed,
        device=device.kind,
        environment=environment()
        | device.environment()
        | {f"data {name}": used for name, used in sorted(graded.data.items())},
        sandbox=SandboxFacts(backend.name, list(backend.guarantees())),
        score=sum((task.score for task in tasks), Decimal(0)),
        max_score=sum((task.max_score for task in tasks), Decimal(0)),
        outcome="grader_fault" if fault else "graded",
        message=fault or UNSET,
        notes=[in_chinese(note) if options.language == "zh" else note for note in (*graded.notes, *submission.notes)],
        seconds=0.0,
        started="",
        tasks=tasks,
        training=graded.training,
    )


def _task(task: Task, lesson: Lesson, graded: Graded, language: str) -> TaskResult:
    judged = [test for test in graded.tests if test.task == task.number]
    used = sorted({name for test in judged for name in test.operations} & set(task.forbidden))
    results = [_denied(test.result, used) if used and task.forbidden_rule == "zero" else test.result for test in judged]
    if language == "zh":
        results = [_chinese(result, lesson.chinese) for result in results]
    return TaskResult(
        number=task.number,
        title=task.title_zh if language == "zh" else task.title,
        score=sum((result.points for result in results), Decimal(0)),
        max_score=sum((result.max_points for result in results), Decimal(0)),
        tests=results,
        forbidden=used,
    )


def _chinese(result: TestResult, own: dict[str, str]) -> TestResult:
    """The sentences of the grader and the suite in Chinese; claims and misconceptions come in it already."""
    texts = {name: getattr(result, name) for name in ("message", "expected", "yours", "hint")}
    return msgspec.structs.replace(result, **{k: in_chinese(v, own) for k, v in texts.items() if v is not UNSET})


def _denied(result: TestResult, used: list[str]) -> TestResult:
    """A test of a task that used an operation which the task must do without."""
    if result.outcome != "passed":
        return result
    fields = {name: getattr(result, name) for name in ("id", "claim", "max_points", "visibility", "seconds")}
    names = ", ".join(name.removeprefix("aten::") for name in used)
    what = "PyTorch" if names == "torch" else f"PyTorch's {names}"
    message = f"This task asks you to do without {what}, and your code used it."
    return TestResult(outcome="failed", points=Decimal(0), message=message, **fields)
