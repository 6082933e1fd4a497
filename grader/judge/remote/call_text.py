"""The last call of a test, as lines that a student can paste."""

from __future__ import annotations

import ast
import builtins
import functools
import re
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from grader.judge.checks.show import PASTED, describe, literal, small
from grader.sentences import Line, Text, series
from grader.sentences import text as sentence
from grader.wire.torch_if_loaded import torch

__all__ = ["RecordedCall", "call_text", "calls_text", "defined", "signatures"]

THERE = {"given", "np", "torch"}
EARLIER = 2  # calls before the last one that are told
GIVEN = re.compile(r"\bgiven\.")  # what `worker.code` is called


class RecordedCall(Struct):
    """What was called, for the message to the student. bare: a variable, which was read and not called."""

    text: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    names: list[str]
    bare: bool = False


def calls_text(
    calls: list[RecordedCall],
    last: RecordedCall,
    known: Collection[str] | None = None,
    *,
    sure: bool = True,
    read: str = "",
) -> list[str | Text]:
    """The last call, and before it the earlier ones on which it may hang: a model is trained, then asked.

    A call whose text is a part of a later one's, such as the making of a model, is told there. known: the student's names; where they are given, a line says what is none of them.
    sure: what is compared is its answer. read: what was read after it and compared.
    """
    before: list[str] = []
    shown = call_text(last)
    for call in calls:
        line = str(call_text(call)[-1]).splitlines()[-1]
        told = call is last or call.text == last.text or any(f"{call.text}(" in str(each) for each in shown)
        before += [] if told or line in before else [line]
    told_before: list[str | Text] = [sentence("test.before", call=line) for line in before[-EARLIER:]]
    lines = [*told_before, *shown]
    if any(GIVEN.search(str(each)) for each in lines):
        lines.insert(0, sentence("test.given"))
    if known is not None and (made := unknown_names([str(each) for each in shown], known)):
        lines.insert(0, sentence("test.made", names=series(made)))
    if read:
        lines.append(sentence("test.read_then", what=read))
    elif not sure and len(calls) > 1:
        lines.insert(0, sentence("test.of_several", n=len(calls)))
    return lines


def unknown_names(lines: Sequence[str], known: Collection[str]) -> list[Line]:
    """What a student who pastes these lines does not have: names and files that the test has made, and arguments that stand as `...`."""
    try:
        nodes = list(ast.walk(ast.parse("\n".join(lines))))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    names = [node for node in nodes if isinstance(node, ast.Name)]
    there = {node.id for node in names if isinstance(node.ctx, ast.Store)} | set(known) | THERE | set(dir(builtins))
    there |= {line[2:].partition(":")[0] for line in lines if line.startswith("# ")}  # an input that is described
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    files = sorted({each for each in constants if isinstance(each, str) and each.startswith("/")})
    shortened: list[Line] = [sentence("test.arguments")] if ... in constants else []
    return [*sorted({node.id for node in names} - there), *files, *shortened]


def call_text(call: RecordedCall) -> list[str | Text]:
    """The call as lines that a student can paste; large inputs are described instead."""
    lines: list[str | Text] = []
    words: list[str] = []
    for position, value in enumerate(call.args):
        name = call.names[position] if position < len(call.names) else f"x{position}"
        words.append(_argument(name, value, lines))
    for name, value in call.kwargs.items():
        words.append(f"{name}={_argument(name, value, lines)}")
    complete = call.bare or (call.text.endswith((")", "]")) and not words)
    called = call.text if complete else f"{call.text}({', '.join(words)})"
    return [*lines, called]


def _argument(name: str, value: Any, lines: list[str | Text]) -> str:
    if text := getattr(value, "remote_text", ""):
        return str(text)
    if isinstance(value, list) and value and all(hasattr(item, "remote_text") for item in value):
        return f"[{', '.join(item.remote_text for item in value)}]"
    big = isinstance(value, torch.Tensor | np.ndarray | list | tuple | dict)
    if not big:
        return literal(value)
    if not small(value, PASTED):
        lines.append(sentence("test.argument", name=name, what=describe(value)))
    else:
        lines.append(f"{name} = {literal(value, len(name) + 3)}")
    return name


@functools.lru_cache(maxsize=64)
def signatures(source: bytes) -> dict[str, list[str]]:
    """The argument names of each function and class in a program; none where it is no Python, as a student's own may be."""
    names = {}
    for node in _statements(source):
        if isinstance(node, ast.FunctionDef):
            names[node.name] = [arg.arg for arg in node.args.args]
        elif isinstance(node, ast.ClassDef):
            init = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
            names[node.name] = [arg.arg for item in init for arg in item.args.args[1:]]
    return names


@functools.lru_cache(maxsize=64)
def defined(source: bytes) -> frozenset[str]:
    """The functions and classes that a program defines at its top; none where it is no Python."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return frozenset(node.name for node in _statements(source) if isinstance(node, kinds))


def _statements(source: bytes) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
