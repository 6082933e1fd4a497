"""Whether a function calls another of the student's that an earlier task finds wrong, as its text says: a last resort, where no answer tells more.

The text is searched, never parsed: it is a stranger's.
"""

from __future__ import annotations

import re

from grader.judge.explain.case import Case
from grader.judge.explain.reasons import Said, because
from grader.judge.remote.call_text import RecordedCall
from grader.judge.where import defined_at

__all__ = ["calls_a_wrong_function"]

LONGEST = 20_000  # bytes of a function that are looked at
QUIET = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    rb'|"(?:[^"\\\n]|\\.)*+"'
    rb"|'(?:[^'\\\n]|\\.)*+'"
    rb"|#[^\n]*+",
    re.DOTALL,
)


def calls_a_wrong_function(case: Case, test: str, source: bytes) -> Said | None:
    """source: the student's file. Of the functions of earlier tasks with failures of their own, the first that is called by the one that this test asks."""
    function = _name(case.records[test].call)
    text = _text(source, function) if function else b""
    for task in case.lesson.facts.tasks:
        if task.number >= case.task(test):
            break
        for name in task.functions:
            if _fails(case, name, task.number) and re.search(rb"(?<![\w.])" + name.encode() + rb"\s*\(", text):
                return because("calls_a_wrong_function", function=function, name=name, task=task.number)
    return None


def _name(call: RecordedCall | None) -> str:
    found = re.match(r"[A-Za-z_]\w*", call.text, re.ASCII) if call else None
    return found[0] if found else ""


def _fails(case: Case, function: str, task: int) -> bool:
    """Whether a test of its own task fails for what this function answers."""
    return any(case.task(name) == task and _name(case.records[name].call) == function for name in case.failed)


def _text(source: bytes, name: str) -> bytes:
    """The body of the function or class of this name, without strings and comments."""
    line = defined_at(source, name)
    if not line:
        return b""
    start = 0
    for _ in range(line):
        start = source.find(b"\n", start) + 1 or len(source)
    plain = QUIET.sub(b" ", source[start : start + LONGEST])
    end = re.search(rb"^[^\s#)\]}]", plain, re.MULTILINE)
    return plain[: end.start()] if end else plain
