"""One submission in a process of its own: its tests, what the reference says of strange answers, and why each test failed."""

from __future__ import annotations

import traceback
from pathlib import Path

import msgspec

from grader.course.lessons import Lesson
from grader.judge.budget import Budget, Spent
from grader.judge.collect import Suite
from grader.judge.explain.compose import changed
from grader.judge.explain.diagnose import Reason, explain
from grader.judge.explain.ideas import IDEAS
from grader.judge.grading import Grading
from grader.judge.messages import Graded, Job, JudgedTest, Tried
from grader.judge.records import ResultRecord, draws_of, worker_seed
from grader.judge.run import run_suite
from grader.scorecard import Explanation, Outcome, TestResult
from grader.sentences import Part, Text, said, series, text
from grader.wire.channel import Channel

__all__ = ["draw", "judge", "lesson_of", "read_misconceptions", "try_own_tests"]


def judge(job: Job, control: Channel, budget: Budget | None = None, suite: Suite | None = None) -> Graded:
    """Run the suite, ask the reference about what looks like a fault of ours, and explain the failures. suite: as of `run_suite`."""
    lesson = suite.lesson if suite else lesson_of(job)
    budget = budget or Budget(job.limits.judge_seconds)
    grading = run_suite(lesson, control, job.files, job, budget=budget, suite=suite)
    records, link = grading.records, grading.desk.link
    found: dict[str, Reason] = {}
    if not link.broken and not budget.spent and job.allowed < 0:
        _ask_the_reference(grading, lesson, control, job)
        found = _explained(records, lesson, control, job, budget) if job.explain else {}
    if link.broken or budget.spent or job.allowed >= 0:
        # Nobody can be asked any more, by the submission's own doing: what tripped a test then was its answer.
        blame = text("worker.left_behind") if link.broken else budget.error().said
        for record in records:
            if link.ran and record.result.id in grading.strange and record.result.outcome == "grader_fault":
                record.result = _with_outcome(record.result, "crashed", blame)
    tests = [
        JudgedTest(record.task, _with_reason(record.result, found.get(record.result.id)), record.operations)
        for record in records
    ]
    return Graded(
        tests,
        fault=series(grading.faults, "list.also") if grading.faults else "",
        broken=link.broken or ("its line may have been left in the middle of a message" if budget.spent else ""),
        incomplete=grading.incomplete,
        data=grading.data_sets.used,
        notes=list(grading.notes()),
        training=grading.trainings,
        withheld=grading.withheld,
        asked=grading.asked or {},
        plots=list(link.imported.plots) if link.imported else [],
    )


def lesson_of(job: Job) -> Lesson:
    return Lesson(Path(job.handout), Path(job.instructor), job.limits)


def draw(job: Job, control: Channel, budget: Budget) -> Graded:
    """The lesson's pictures in place of its suite."""
    from grader.judge.drawing.run import draw_sections

    return draw_sections(job, control, budget)


def try_own_tests(job: Job, tests: Channel, programs: Channel, budget: Budget) -> Graded:
    """A student's own tests in place of a suite."""
    from grader.judge.own_tests.trying import try_tests  # it works with PyTorch

    lesson = lesson_of(job)
    try:
        with budget.charged():
            return Graded([], tried=try_tests(job, lesson, tests, programs))
    except Spent as spent:
        return Graded([], broken="the judge was kept busy", tried=Tried(problem=spent.said))


def _ask_the_reference(grading: Grading, lesson: Lesson, control: Channel, job: Job) -> None:
    """A strange value can trip a test as well as a broken suite can: the reference solution tells them apart."""
    if not grading.strange or not lesson.solution.is_file():
        return
    reference = lesson.solved()
    asked = msgspec.structs.replace(job, problem="", cells=[])
    control_run = run_suite(lesson, control, reference, asked, grading.strange, grading.budget)
    sound = {record.result.id for record in control_run.records if record.result.outcome == "passed"}
    for record in grading.records:
        if record.result.id in sound and record.result.outcome == "grader_fault":
            record.result = _unusable(record.result)


def _explained(
    records: list[ResultRecord], lesson: Lesson, control: Channel, job: Job, budget: Budget
) -> dict[str, Reason]:
    """Why each test failed; nothing where that would cost too much, or cannot be worked out: it decides nothing."""
    seeds = {record.result.id: worker_seed(draws_of(job), record.result.id) for record in records}
    try:
        with budget.charged():
            return explain(records, seeds, lesson, control, job.limits, Path(job.cache), job.files.get(job.main, b""))
    except Spent:
        return {}
    except Exception:
        traceback.print_exc()  # for the log
        return {}


def _unusable(result: TestResult) -> TestResult:
    fault = (result.texts or {}).get("message")
    error = fault.parts["type"] if isinstance(fault, Text) else ""
    return _with_outcome(result, "failed", text("test.unusable", error=error))


def _with_outcome(result: TestResult, outcome: Outcome, message: Part) -> TestResult:
    """Instead of a fault."""
    fields = {name: getattr(result, name) for name in ("id", "points", "max_points", "seconds")}
    claim = (result.texts or {}).get("claim", result.claim)
    return TestResult(outcome=outcome, **fields, **said(claim=claim, message=message))


def _with_reason(result: TestResult, reason: Reason | None) -> TestResult:
    """A misconception's sentence takes the place of the suite's own hint, any other stands where there is none."""
    if reason is None:
        return result
    sentence = said(sentence=reason.sentence)
    explanation = Explanation(kind=reason.kind, name=reason.name, **sentence)
    known = isinstance(reason, IDEAS)
    if known:
        result = msgspec.structs.replace(result, misconception=reason.name)
    if known or not result.hint:
        hint = said(hint=reason.sentence)
        result = msgspec.structs.replace(result, hint=hint["hint"], texts=(result.texts or {}) | hint["texts"])
    return msgspec.structs.replace(result, explanation=explanation)


def read_misconceptions(lesson: Lesson) -> None:
    """And what each changes, so that each fork finds them read. Raises what a broken lesson raises."""
    solution = lesson.solution.read_bytes()
    for each in lesson.misconceptions:
        changed(solution, each.source)
