"""A result as Gradescope's results.json. Scores are written with all their digits; nothing is rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from grader.classroom.tables import plain
from grader.lms.points import json_number
from grader.lms.results import Result
from grader.reports.plain_text import told
from grader.reports.visible import visible
from grader.reports.words import WORDS
from grader.scorecard import Scorecard, TestResult

__all__ = ["fault_json", "results_json", "stopped_json", "told_late"]

MOST = 20_000  # characters of the text for the whole submission; Gradescope cuts at 100,000
SENTENCES = {
    "en": {
        "late": "{days} days late: {penalty} points less.",
        "changed": "Changed by hand by {points} points: {reasons}.",
        "accuracy": "accuracy in %: {name}",
        "stopped": (
            "The grading was stopped after {minutes} minutes, before it had ended, so nothing counts yet. If your code "
            "takes long, make it faster and hand in again. If it does not, tell your instructor: the time limit of "
            "this assignment is too short for its tests."
        ),
        "again": "No score was given. Hand in again later, or tell your instructor.",
    },
    "zh": {
        "late": "迟交 {days} 天：扣 {penalty} 分。",
        "changed": "人工调整 {points} 分：{reasons}。",
        "accuracy": "准确率（%）：{name}",
        "stopped": (
            "评分进行了 {minutes} 分钟仍未结束，已被中止，因此暂无得分。如果你的代码运行很慢，请改快后重新提交；"
            "如果不是，请告诉老师：这次作业的时间上限对它的测试来说太短。"
        ),
        "again": "没有给出分数。请稍后重新提交，或告诉老师。",
    },
}
PLAIN = {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}


def results_json(result: Result, language: str) -> dict[str, Any]:
    """The document: a test with its task as tag, the score after lateness and adjustments, a leaderboard of trainings.

    What a student wrote is shown as text, never as HTML. Raises GraderFault where there is no score to write.
    """
    card, score, _ = result.graded()
    tests = [
        _test(test, task.number, place, language) for task in card.tasks for place, test in enumerate(task.tests, 1)
    ]
    document = {
        "score": json_number(score),
        "execution_time": card.seconds,
        "output": _about(result, card, language),
        **PLAIN,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"suite_sha256": card.suite_sha256, "sandbox": card.sandbox.backend},
    }
    if card.training:
        document["leaderboard"] = [
            {
                "name": SENTENCES[language]["accuracy"].format(name=_claim_of(card, training.name)),
                "value": json_number(round(Decimal(training.accuracy) * 100, 2)),
                "order": "desc",
            }
            for training in card.training
        ]
    return document


def fault_json(language: str) -> dict[str, Any]:
    """The document of a grading that failed by our fault: a text and no score, which Gradescope shows as a failed run."""
    text = f"{WORDS[language]['fault']}\n{SENTENCES[language]['again']}"
    return {"output": text, **PLAIN, "visibility": "visible", "stdout_visibility": "hidden"}


def stopped_json(seconds: float, language: str) -> dict[str, Any]:
    """The document of a grading that had to be stopped, before Gradescope itself would have stopped it without a word."""
    text = SENTENCES[language]["stopped"].format(minutes=f"{seconds / 60:.3g}")
    return {"score": 0, "output": text, **PLAIN, "visibility": "visible", "stdout_visibility": "hidden"}


def told_late(days: Decimal, penalty: Decimal, language: str) -> str:
    """What lateness costs, as a sentence; empty where it costs nothing."""
    if not penalty:
        return ""
    return SENTENCES[language]["late"].format(days=plain(days), penalty=plain(penalty))


def _test(test: TestResult, task: int, place: int, language: str) -> dict[str, Any]:
    return {
        "name": visible(test.claim, 500),
        "number": f"{task}.{place}",
        "score": json_number(test.points),
        "max_score": json_number(test.max_points),
        "status": "passed" if test.outcome == "passed" else "failed",
        "output": told(test, language),
        "tags": [f"task {task}"],
        "visibility": test.visibility,
    }


def _about(result: Result, card: Scorecard, language: str) -> str:
    words, grade = WORDS[language], result.grade
    lines = list(card.notes)
    lines += [words["forbidden"].format(names=", ".join(task.forbidden)) for task in card.tasks if task.forbidden]
    if grade.reasons and grade.adjusted:
        changed = {"points": plain(grade.adjusted), "reasons": "; ".join(grade.reasons)}
        lines.append(SENTENCES[language]["changed"].format(**changed))
    lines.append(told_late(grade.days_late, grade.penalty, language))
    if card.suite == "public":
        lines.append(words["public"])
    return visible("\n".join(line for line in lines if line), MOST)


def _claim_of(card: Scorecard, name: str) -> str:
    return next((visible(test.claim, 200) for test in card.tests if test.id == name), visible(name, 200))
