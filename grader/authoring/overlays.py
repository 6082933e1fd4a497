"""A misconception's file: whether it is as short as it can be, and the names of the tests that it fails, written into it."""

from __future__ import annotations

import ast
import copy
import re
import textwrap
from collections.abc import Iterator
from importlib.util import decode_source
from pathlib import Path

from grader.authoring.findings import finding
from grader.course.misconceptions import Misconception
from grader.course.overlay import ImportStatement, ParsedSource, defined, imports, mentioned, parsed

__all__ = ["overlay_findings", "write_expect"]

WIDTH = 120
EXPECT = re.compile(
    r"""^expect(?::| =)[^"']*?(?=^(?:says|says_[a-z]{2}|whole|family)(?::| =)|"{3}|'{3})""", re.MULTILINE
)
SAYS = re.compile(r"^(?=says(?::| =))", re.MULTILINE)
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def overlay_findings(misconception: Misconception) -> Iterator[str]:
    """What could be left out of it, a sentence each. Raises LessonError where it cannot be read into its solution."""
    assert misconception.source
    base = parsed(decode_source(misconception.solution.read_bytes()))
    over = parsed(decode_source(misconception.written))
    if misconception.whole:
        yield from _needless_whole(base, over)
        return
    differ = differing(base, over)
    for statement in over.body:
        if not isinstance(statement, ImportStatement) and statement not in differ:
            yield finding("lint.solutions_own", names=_names(statement))
    used = {name for statement in differ for name in mentioned(statement)}
    there, known = set(imports(base)), {each.name for each in imports(base)} | set(_order(base))
    for each in imports(over):
        if each in there:
            yield finding("lint.imported_already", text=each.text)
        elif each.name not in used and each.name not in known:
            yield finding("lint.unused", text=each.text)


def write_expect(path: Path, tests: list[str]) -> None:
    """Write these names under `expect:` in the docstring, in place of those that stand there, else above `says:`."""
    text = decode_source(path.read_bytes())
    lines = textwrap.wrap(f"expect: {', '.join(tests)}", WIDTH, subsequent_indent=" " * 4, break_on_hyphens=False)
    block = "\n".join([*lines, ""])
    found = EXPECT.search(text) or SAYS.search(text)
    assert found  # whoever has read the misconception has seen `says:`
    path.write_text(text[: found.start()] + block + text[found.end() :], encoding="utf-8")


def differing(base: ParsedSource, over: ParsedSource) -> list[ast.stmt]:
    """The statements of `over`, imports aside, that `base` does not have."""
    there = {meaning(statement) for statement in base.body}
    return [each for each in over.body if not isinstance(each, ImportStatement) and meaning(each) not in there]


def meaning(statement: ast.stmt) -> str:
    """What a statement does, as text that is equal for two which do the same: docstrings and annotations count for nothing."""
    return ast.dump(Meaning().visit(copy.deepcopy(statement)))


class Meaning(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if text else self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return ast.Assign([node.target], node.value, lineno=node.lineno) if node.value else node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]  # a dataclass is made of them
        node.body = [each for each in node.body if each not in fields]
        self.generic_visit(node)
        node.body = [*fields, *node.body]
        return node


def _needless_whole(base: ParsedSource, whole: ParsedSource) -> Iterator[str]:
    """A finding where the definitions that differ could be read into the solution, and bring the same program."""
    there, here = _order(base), _order(whole)
    kept = [name for name in here if name in there]
    gone = [each.name for each in base.body if isinstance(each, DEFINITIONS) and each.name not in here]
    differ = differing(base, whole)
    if all(map(defined, differ)) and not gone and kept == sorted(kept, key=there.index):
        names = ", ".join(f"`{name}`" for each in differ for name in sorted(defined(each)))
        yield finding("lint.not_whole", names=names)


def _order(program: ParsedSource) -> list[str]:
    return [name for statement in program.body for name in sorted(defined(statement))]


def _names(statement: ast.stmt) -> str:
    return ", ".join(f"`{name}`" for name in sorted(defined(statement)))
