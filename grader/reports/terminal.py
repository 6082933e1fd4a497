"""A scorecard on the terminal: what passed in one line, what did not in the order claim, call, expected, yours, why, where to read."""

from __future__ import annotations

from itertools import groupby

from msgspec import UNSET, UnsetType
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from grader.scorecard import Scorecard, TaskResult, TestResult

__all__ = ["print_scorecard", "score_text"]

MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "crashed": ("✗", "red"),
    "timed_out": ("✗", "yellow"),
    "not_run": ("·", "yellow"),
    "grader_fault": ("!", "magenta"),
}
WORDS = {
    "en": {
        "expected": "expected",
        "yours": "yours",
        "read": "Read",
        "task": "Task",
        "points": "points",
        "crashed": "crashed",
        "timed_out": "out of time",
        "not_run": "not run",
        "grader_fault": "our fault, not yours; your score is unaffected",
        "public": "The public tests only: this copy of the course has no hidden suite.",
        "fault": "The grader is at fault, not this submission. No points are lost; please report it and grade again.",
        "same": "and {n} more tests for the same reason",
    },
    "zh": {
        "expected": "应为",
        "yours": "你的",
        "read": "参考",
        "task": "任务",
        "points": "分",
        "crashed": "出错",
        "timed_out": "超时",
        "not_run": "未运行",
        "grader_fault": "是评分系统的问题，不是你的；不影响你的得分",
        "public": "只运行了公开测试：这份课程里没有隐藏测试。",
        "fault": "这是评分系统的问题，不是这份作业的问题。不扣分；请报告并重新评分。",
        "same": "另有 {n} 个测试原因相同",
    },
}


def score_text(card: Scorecard) -> str:
    return f"{card.score} / {card.max_score}"


def print_scorecard(card: Scorecard, console: Console, *, language: str = "en", title: str = "") -> None:
    """Print the whole scorecard."""
    words = WORDS[language]
    console.print(Text(title or card.lesson, style="bold"))
    for task in card.tasks:
        console.print(_task(task, words))
    if card.outcome == "grader_fault":
        console.print(Text(f"\n{words['fault']}\n{_given(card.message)}", style="magenta"))
    if card.suite == "public":
        console.print(Text(f"\n{words['public']}", style="dim"))
    style = "bold green" if card.exit_code == 0 else "bold"
    console.print(
        Text(f"\n{score_text(card)} {words['points']}", style=style), Text(_footer(card), style="dim"), sep="   "
    )


def _footer(card: Scorecard) -> str:
    return f"{card.seconds:.1f} s · seed {card.seed} · sandbox {card.sandbox.backend}"


def _task(task: TaskResult, words: dict[str, str]) -> RenderableType:
    heading = Text.assemble(
        (f"\n{words['task']} {task.number}: {task.title}", "bold"), (f"   {task.score} / {task.max_score}", "dim")
    )
    lines: list[RenderableType] = [heading]
    for (outcome, message), group in groupby(task.tests, key=_reason):
        first, *rest = group
        if outcome == "passed":
            lines += [_line(test, words) for test in (first, *rest)]
            continue
        lines += [_line(first, words), Padding(_explanation(first, words), (0, 0, 0, 6))]
        if rest and message:
            lines.append(Padding(Text(words["same"].format(n=len(rest)), style="dim"), (0, 0, 1, 6)))
    return Group(*lines)


def _reason(test: TestResult) -> tuple[str, str]:
    """Tests in a row that were stopped by the very same thing are shown once; a wrong value is always shown."""
    shared = test.outcome in ("crashed", "not_run", "timed_out") or test.expected is UNSET
    return test.outcome, _given(test.message) if shared else test.id


def _line(test: TestResult, words: dict[str, str]) -> Text:
    mark, style = MARKS[test.outcome]
    note = "" if test.outcome in ("passed", "failed") else f"   ({words[test.outcome]})"
    return Text.assemble(("  " + mark + " ", style), test.claim, (note, style))


def _explanation(test: TestResult, words: dict[str, str]) -> Text:
    parts = Text()
    if call := _given(test.call):
        parts.append(call + "\n", style="cyan")
    if test.expected is not UNSET or test.yours is not UNSET:
        width = max(len(words["expected"]), len(words["yours"]))
        for word, value in (("expected", test.expected), ("yours", test.yours)):
            parts.append(f"    {words[word]:<{width}}  {_given(value)}\n")
    if message := _given(test.message):
        parts.append(message + "\n")
    if hint := _given(test.hint):
        parts.append(hint + "\n", style="bold")
    if read := _given(test.read):
        parts.append(f"{words['read']}: {read}\n", style="dim")
    return parts


def _given(text: str | UnsetType) -> str:
    return "" if isinstance(text, UnsetType) else text
