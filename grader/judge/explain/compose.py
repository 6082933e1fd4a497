"""A wrong program as what it changes in the reference: its definitions, to be put in one by one, or beside another's."""

from __future__ import annotations

import ast
import difflib
import functools
import itertools
import re

__all__ = ["changed", "composed", "merged", "replaced"]

WORDS = re.compile(r"\s+|\w+|.")


@functools.lru_cache(maxsize=256)
def _definitions(source: bytes) -> dict[str, str]:
    """The text of each top-level function, class and constant, by name."""
    text = source.decode()
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = _text(text, node, [item.lineno for item in node.decorator_list])
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = _text(text, node, [])
    return found


def _text(text: str, node: ast.stmt, before: list[int]) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[min([node.lineno, *before]) - 1 : node.end_lineno])


def changed(solution: bytes, other: bytes) -> dict[str, str]:
    """The definitions of `other` that the solution does not have so; docstrings and comments do not count."""
    own, theirs = _definitions(solution), _definitions(other)
    return {name: text for name, text in theirs.items() if name not in own or _meaning(own[name]) != _meaning(text)}


@functools.lru_cache(maxsize=4096)
def _meaning(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [item for item in body if not _is_text(item)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def composed(solution: bytes, definitions: dict[str, str], imports: bytes = b"") -> bytes:
    """The solution with these definitions in the places of its own, new ones first. imports: a program whose imports they need."""
    text, own = solution.decode(), _definitions(solution)
    for name, new in definitions.items():
        if name in own:
            text = text.replace(own[name], new if new.endswith("\n") else new + "\n", 1)
    added = "".join(new + "\n" for name, new in definitions.items() if name not in own)
    needed = _imports(imports)
    tree = ast.parse(text)
    first = next((node for node in tree.body if not _is_import(node) and not _is_text(node)), None)
    line = first.lineno - 1 - len(getattr(first, "decorator_list", [])) if first else 0
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:line], needed, added, *lines[line:]]).encode()


def replaced(program: bytes, definitions: dict[str, str], imports: bytes) -> bytes | None:
    """Another's program with these definitions in the places of its own; None where it lacks one of them."""
    try:
        own = _definitions(program)
    except (SyntaxError, ValueError):
        return None
    return composed(program, definitions, imports) if definitions and definitions.keys() <= own.keys() else None


def _imports(source: bytes) -> str:
    nodes = [node for node in ast.parse(source).body if _is_import(node)]
    return "".join(ast.unparse(node) + "\n" for node in nodes if getattr(node, "module", "") != "__future__")


def _is_import(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def merged(own: str, one: str, other: str) -> str | None:
    """One definition with both changes; None where they touch the same words, or the result is no Python."""
    base = WORDS.findall(own)
    edits: list[tuple[int, int, list[str]]] = []
    for text in (one, other):
        words = WORDS.findall(text)
        for tag, i, j, k, m in difflib.SequenceMatcher(None, base, words, autojunk=False).get_opcodes():
            if tag != "equal":
                edits.append((i, j, words[k:m]))
    edits.sort(key=lambda edit: (edit[0], edit[1]))
    for before, after in itertools.pairwise(edits):
        if after[0] < before[1] or after[:2] == before[:2]:
            return None
    for i, j, words in reversed(edits):
        base[i:j] = words
    result = "".join(base)
    try:
        ast.parse(result)
    except SyntaxError:
        return None
    return result
