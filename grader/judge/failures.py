"""What a scorecard says of a test that did not pass: its outcome, and sentences for the student."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import UNSET

from grader.course.lessons import Lesson
from grader.judge.asserted import compared, told_there
from grader.judge.checks.show import apart, escape
from grader.judge.remote.at_import import (
    AtImport,
    error_text,
    frame_text,
    line_of,
    missing_module,
    notes_of,
    packages_text,
    stops_of,
)
from grader.judge.remote.call_text import calls_text
from grader.judge.remote.errors import Mismatch, NotRun, NotWritten, Setback, Stalled, StudentError, TimedOut
from grader.judge.remote.student import Desk
from grader.sentences import Line, Part, Text, own, text
from grader.wire.messages import WITHOUT
from grader.wire.torch_if_loaded import torch

__all__ = ["STARTED", "crash_lines", "failure", "fault", "not_written", "values_of", "why"]

MAIN = re.compile(r"^if[ \t]*\(?__name__[ \t]*==[ \t]*['\"]__main__['\"]\)?[ \t]*:[^\n]*\n", re.MULTILINE)
UNDEFINED = re.compile(r"name '(\w{1,80})' is not defined.{0,200}")
LARGE = 1 << 20  # bytes of an answer that is no longer looked at for what it is
STARTED = re.compile(r"(?P<name>[\w.]{1,200}): start with task (?P<task>\d{1,9})")  # as authoring/stub.py writes it


def failure(
    error: BaseException, desk: Desk, drawn: bool, lesson: Lesson, values: tuple[Any, Any] | None
) -> tuple[dict[str, Any], dict[str, Part]]:
    """Outcome and texts of a test that did not pass. values: what was expected and what came, where that is known."""
    facts: dict[str, Any] = {"outcome": "failed"}
    texts: dict[str, Part] = {}
    known = desk.asked | desk.signatures.keys()
    shown = desk.answers.shown(desk.last, *values) if desk.last and values else None
    if shown:
        until = (
            desk.calls[: desk.calls.index(shown.call) + 1] if shown.sure and shown.call in desk.calls else desk.calls
        )
        texts["call"] = calls_text(until, shown.call, known, sure=shown.sure, read=shown.read)
    elif desk.last:
        texts["call"] = calls_text(desk.calls, desk.last, known)
    if isinstance(error, Mismatch):
        expected, yours = (error.expected, error.yours) if drawn or not error.all_of_it else error.all_of_it
        if shown and all(map(_is_whole, shown.values)) and isinstance(shown.values[1], int):
            expected, yours = (str(int(value)) for value in shown.values)
        texts |= {"message": error.message, "expected": expected, "yours": yours, "hint": error.hint}
        facts["picture"] = error.picture or UNSET
    elif isinstance(error, NotWritten):
        facts["outcome"], texts["message"] = "not_run", not_written(error, desk)
    elif isinstance(error, StudentError):
        lines = [line for frame in error.raised.frames if (line := line_of(frame, desk.link.cells))]
        facts |= {"outcome": "crashed", "lines": lines or UNSET}
        texts["message"] = crash_lines(error, lesson)
    elif isinstance(error, Setback):
        outcomes = {TimedOut: "timed_out", NotRun: "not_run"}
        facts["outcome"], texts["message"] = outcomes.get(type(error), "crashed"), error.said
    else:
        said_there = told_there(error, str(lesson.suite_files[0].parent))
        texts["message"] = own(said_there) if said_there else text("test.condition")
        if values:
            texts["expected"], texts["yours"] = apart(*values)
    return facts, {name: part for name, part in texts.items() if part != ""}


def _is_whole(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()


def fault(error: BaseException, place: str) -> Text:
    """place: where in the suite it was raised, if it was there."""
    if isinstance(error, Stalled):
        return error.said
    where = f" ({place})" if place else ""
    return text("test.fault", type=type(error).__name__, said=f"{str(error)[:2000]}{where}")


def values_of(error: BaseException, desk: Desk, lesson: Lesson) -> tuple[Any, Any] | None:
    """What was expected and what came, where a check or an assertion compared the two; not what would fill the judge's memory."""
    values = None
    if isinstance(error, Mismatch):
        values = error.values
    elif isinstance(error, AssertionError):
        values = compared(error, str(lesson.suite_files[0].parent), desk.answer)
    return values if values and not any(map(_is_large, values)) else None


def _is_large(value: Any) -> bool:
    return isinstance(value, torch.Tensor | np.ndarray) and value.nbytes > LARGE


def why(error: BaseException, desk: Desk, reasons: Mapping[str, Text], packages: Sequence[str]) -> list[Text]:
    """What the import, or what was handed in, says of a name that is not there or a value of another dtype."""
    imported = desk.link.imported or AtImport()
    if isinstance(error, NotWritten) and error.raised.type == "MissingName":
        name = re.split(r"[.(\[]", desk.last.text if desk.last else "")[0]
        said = [reasons[name]] if name in reasons else in_main_block(desk.link.source, name)
        return said or stops_of(imported, name) or notes_of(AtImport(imported.stops[:2]), ())
    if isinstance(error, StudentError) and (module := missing_module(error.raised)):
        return [reasons.get(f"module {module.partition('.')[0]}") or packages_text(module, packages)]
    if isinstance(error, StudentError) and (undefined := UNDEFINED.fullmatch(error.raised.message)):
        return stops_of(imported, undefined[1]) or in_main_block(desk.link.source, undefined[1])
    if isinstance(error, Mismatch) and isinstance(error.message, Text) and error.message.id == "check.wrong_dtype":
        changed = [each for each in imported.changed if each.startswith("default dtype")]
        return [text("import.switched", what=escape(each, 80)) for each in changed]
    return []


def in_main_block(source: bytes, name: str) -> list[Text]:
    """That a name is given under `if __name__ == "__main__":` alone, where it is."""
    code = source.decode("utf-8", "replace")
    main = MAIN.search(code)
    given = re.compile(rf"[ \t]+(?:(?:(?:async )?def|class)[ \t]+{re.escape(name)}\b|{re.escape(name)}[ \t]*=(?!=))")
    for number, line in enumerate(code[main.end() :].split("\n"), code.count("\n", 0, main.end()) + 1) if main else ():
        if line and not line[0].isspace() and line[0] not in "#)]}":
            break
        if given.match(line):
            return [text("import.in_main", name=escape(name, 80), line=number)]
    return []


def not_written(error: NotWritten, desk: Desk) -> Text:
    """What is still to be written, or how the name is spelt that is missed."""
    if error.raised.type == "NotImplementedError":
        raised = escape(error.raised.message, 200)
        if started := STARTED.fullmatch(raised):
            return text("test.start_with", name=started["name"], task=started["task"])
        return text("test.not_written", said=raised) if raised else text("test.not_written_yet")
    name = desk.last.text if desk.last else text("test.the_function")
    if not error.message:
        return text("test.no_name_at_all", name=name)
    return text("test.no_name", name=name, defined=error.message)


def crash_lines(error: StudentError, lesson: Lesson) -> list[Line]:
    """The exception and the student's own lines, innermost last."""
    raised = error.raised
    absent = [name for name in lesson.without if raised.message == WITHOUT.format(name)]
    if raised.type == "ModuleNotFoundError" and absent:
        lines: list[Line] = [text("test.without", package=absent[0])]
    else:
        lines = [error_text(raised.type, raised.message)]
    return [*lines, *map(frame_text, raised.frames)]
