"""Makes a lesson's solution of an author's code: what the student writes stands in the regions that `dlgrade stub` takes out.

Where the author has marked the solution, in Otter's or nbgrader's way, the marks say what that is; in a plain module it is what the
tests ask for.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize

from grader.authoring.importing.names import Function, dotted, free
from grader.authoring.stub import make_stub_of
from grader.errors import LessonError
from grader.sentences import default_language, render, text

__all__ = ["CELL", "cell_code", "hide", "marked", "moved_files", "whole"]

CELL = "# %%"
BEGIN = re.compile(r"^\s*#{1,3} ?BEGIN SOLUTION\b", re.IGNORECASE)
END = re.compile(r"^\s*#{1,3} ?END SOLUTION\b", re.IGNORECASE)
LINE = re.compile(r"\s*# ?SOLUTION( NO PROMPT)?\s*$")
PROMPT_BEGIN, PROMPT_END = re.compile(r'^\s*"""\s*# ?BEGIN PROMPT\s*$'), re.compile(r'^\s*"""\s*;?\s*# ?END PROMPT\s*$')
IGNORE_BEGIN, IGNORE_END = (
    re.compile(r"^\s*# ?BEGIN IGNORE\b", re.IGNORECASE),
    re.compile(r"^\s*# ?END IGNORE\b", re.IGNORECASE),
)
IGNORED, SEED = re.compile(r"# ?IGNORE\s*$"), re.compile(r"\s*# ?SEED\s*$")
ADJACENT = re.compile(r"\n([ \t]+)# END SOLUTION\n\1# BEGIN SOLUTION task \d+: [^\n]*\n")
MAGIC = re.compile(r"^\s*[%!]")
GRADERS_OWN = re.compile(
    r"^\s*(import otter\b|from otter\b|grader\s*=\s*otter\.|grader\.(check|export)|import client\.api|ok\s*=|_?\s*=?\s*ok\.)"
)


def marked(source: str, task: int) -> str:
    """A cell with the author's marks as regions of this task; a prompt for the student becomes a comment."""
    lines = _statements_marked(source.splitlines())
    made: list[str] = []
    within, indent = "", ""
    for at, line in enumerate(lines):
        if PROMPT_BEGIN.match(line):
            within = "prompt"
        elif PROMPT_END.match(line):
            within = ""
        elif IGNORE_BEGIN.match(line):
            within = "ignored"
        elif IGNORE_END.match(line):
            within = ""
        elif within == "ignored" or IGNORED.search(line):
            continue
        elif within == "prompt":
            made.append(_as_comment(line))
        elif BEGIN.match(line):
            indent = _indent(lines[at + 1 :])
            made += _begin(indent, task, lines[at + 1 :])
        elif END.match(line):
            made.append(f"{indent}# END SOLUTION")
        else:
            made.append(SEED.sub("", line))
    text = ADJACENT.sub("\n", "\n".join(made))
    return text if _has_stub(text) else whole("\n".join(line for line in made if not _is_mark(line)), task)


def whole(source: str, task: int) -> str:
    """The whole of it as one region: the student is told what to define, and sees nothing."""
    return "\n".join([*_begin("", task, source.splitlines()), source.strip("\n"), "# END SOLUTION"])


def cell_code(source: str) -> tuple[str, list[str]]:
    """A cell as a part of a module, and the lines that are no Python or talk to the author's own grader, which are left out.

    What only shows something is left out without a word: a file has nobody to show it to.
    """
    lines = source.splitlines()
    left = [line.strip() for line in lines if MAGIC.match(line)]
    kept = "\n".join(line for line in lines if not MAGIC.match(line) and not GRADERS_OWN.match(line))
    try:
        tree = ast.parse(kept)
    except SyntaxError:
        return "", [*left, render(text("fate.cell", line=source.strip().splitlines()[0][:60]), default_language())]
    imported = {
        (alias.asname or alias.name).split(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    rest = kept.splitlines()
    for node in reversed(tree.body):
        if isinstance(node, ast.Expr) and not _sets_something(node, imported):
            rest[node.lineno - 1 : node.end_lineno] = []
    return "\n".join(rest).strip("\n"), left


def hide(source: str, asked: dict[str, int]) -> str:
    """A module without marks, with regions: around the bodies of what is asked for, by task, and around all that only serves them."""
    tree = ast.parse(source)
    lines = source.splitlines()
    needed = _needed_to_stand(tree, asked)
    for node in reversed(tree.body):
        names = {name for name in _defined(node) if name in asked}
        task = min((asked[name] for name in names), default=0)
        if isinstance(node, Function) and names and _fits_region(node):
            _put(lines, node.body, task, node.name)
        elif isinstance(node, ast.ClassDef) and names:
            methods = [each for each in node.body if isinstance(each, Function)]
            if all(map(_fits_region, methods)):
                for method in reversed(methods):
                    _put(lines, method.body, task, f"{node.name}.{method.name}")
            else:
                _put_whole(lines, node, task)
        elif names or not (
            _defined(node) & needed or isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node, tree)
        ):
            _put_whole(lines, node, task)
    return "\n".join(lines).rstrip() + "\n"


def moved_files(source: str, places: dict[str, str]) -> str:
    """The source with the names of files, where they stand as texts of their own, as the paths that they have in the lesson."""
    lines = source.splitlines(keepends=True)
    texts = [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type == tokenize.STRING]
    for token in reversed(texts):
        prefix = token.string[: len(token.string) - len(token.string.lstrip("rRbBuU"))]
        if (
            token.start[0] == token.end[0]
            and not prefix
            and (new := places.get(str(ast.literal_eval(token.string)).removeprefix("./")))
        ):
            line = lines[token.start[0] - 1]
            lines[token.start[0] - 1] = f"{line[: token.start[1]]}{json.dumps(new)}{line[token.end[1] :]}"
    return "".join(lines)


def _statements_marked(lines: list[str]) -> list[str]:
    """Lines that end in `# SOLUTION` as blocks: the statement that such a line belongs to, with its further lines."""
    marks = [number for number, line in enumerate(lines, 1) if LINE.search(line)]
    if not marks:
        return lines
    clean = [LINE.sub("", line) for line in lines]
    try:
        statements = [node for node in ast.walk(ast.parse("\n".join(clean))) if isinstance(node, ast.stmt)]
    except SyntaxError:
        return ["# BEGIN SOLUTION", *clean, "# END SOLUTION"]
    spans: set[tuple[int, int]] = set()
    for mark in marks:
        over = [
            (node.lineno, node.end_lineno or node.lineno)
            for node in statements
            if node.lineno <= mark <= (node.end_lineno or 0)
        ]
        if over:
            spans.add(min(over, key=lambda span: span[1] - span[0]))
    for first, last in sorted(_joined(spans, clean), reverse=True):
        indent = clean[first - 1][: len(clean[first - 1]) - len(clean[first - 1].lstrip())]
        clean[last:last] = [f"{indent}# END SOLUTION"]
        clean[first - 1 : first - 1] = [f"{indent}# BEGIN SOLUTION"]
    return clean


def _joined(spans: set[tuple[int, int]], lines: list[str]) -> list[tuple[int, int]]:
    """Spans that follow one another, with the same indent, as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and found[-1][1] + 1 == first and _indent(lines[first - 1 :]) == _indent(lines[found[-1][0] - 1 :]):
            found[-1] = (found[-1][0], last)
        elif not found or first > found[-1][1]:
            found.append((first, last))
    return found


def _begin(indent: str, task: int, following: list[str]) -> list[str]:
    if indent:
        return [f"{indent}# BEGIN SOLUTION task {task}: write this part"]
    block = []
    for line in following:
        if END.match(line):
            break
        block.append(line)
    return [f"# TODO (task {task}): {_what(block)}", "# BEGIN SOLUTION"]


def _what(block: list[str]) -> str:
    """What a region at top level defines, as a student is told it."""
    try:
        nodes = ast.parse("\n".join(block)).body
    except SyntaxError:
        return "write this part"
    said = []
    for node in nodes:
        if isinstance(node, Function):
            said.append(f"def {node.name}({ast.unparse(node.args)})")
        elif isinstance(node, ast.ClassDef):
            said.append(f"class {node.name}")
        elif isinstance(node, ast.Assign):
            said += [f"{ast.unparse(target)} = ..." for target in node.targets]
    return ", ".join(said) or "write this part"


def _needed_to_stand(tree: ast.Module, asked: dict[str, int]) -> set[str]:
    """Names without which the stub could not be imported: those of decorators, defaults, annotations and base classes, and theirs."""
    needed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, Function):
            needed |= free(
                [
                    ast.Expr(each)
                    for each in [*node.decorator_list, *filter(None, [*node.args.defaults, *node.args.kw_defaults])]
                ]
            )
            needed |= {
                each.id
                for part in [node.args, node.returns]
                if part
                for each in ast.walk(part)
                if isinstance(each, ast.Name)
            }
        elif isinstance(node, ast.ClassDef) and node.name in asked:
            needed |= free([ast.Expr(each) for each in [*node.bases, *node.decorator_list]])
            needed |= free([each for each in node.body if not isinstance(each, Function)])
    for node in reversed(tree.body):
        if _defined(node) & needed and not isinstance(node, Function):
            needed |= free([node])
    return needed - set(asked)


def _defined(node: ast.stmt) -> set[str]:
    from grader.authoring.importing.student_names import roots

    return roots(node)


def _fits_region(node: ast.stmt) -> bool:
    """Whether the function's body stands on lines of its own, so that a region fits around it."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = _without_docstring(node.body)
    return (
        bool(body)
        and body[0].lineno > node.lineno
        and (len(node.body) == len(body) or body[0].lineno > (node.body[0].end_lineno or 0))
    )


def _put(lines: list[str], body: list[ast.stmt], task: int, name: str) -> None:
    body = _without_docstring(body)
    first = min([body[0].lineno, *(each.lineno for each in getattr(body[0], "decorator_list", []))])
    last = body[-1].end_lineno or body[-1].lineno
    indent = " " * body[0].col_offset
    lines[last:last] = [f"{indent}# END SOLUTION"]
    lines[first - 1 : first - 1] = [f"{indent}# BEGIN SOLUTION task {task}: write {name}"]


def _put_whole(lines: list[str], node: ast.stmt, task: int) -> None:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    last = node.end_lineno or node.lineno
    begin = _begin("", task, lines[first - 1 : last]) if task else ["# BEGIN SOLUTION"]
    lines[last:last] = ["# END SOLUTION"]
    lines[first - 1 : first - 1] = begin


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return body[1:] if said else body


def _is_docstring(node: ast.stmt, tree: ast.Module) -> bool:
    return node is tree.body[0] and ast.get_docstring(tree) is not None


def _sets_something(node: ast.Expr, imported: set[str]) -> bool:
    """Whether a call at top level is worth keeping: `np.random.seed(1)`, `names.append("x")`; not one that shows a value."""
    if not isinstance(node.value, ast.Call):
        return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    name = dotted(node.value.func)
    if name.split(".")[0] in imported | {"np", "numpy", "plt", "torch", "random", "pd", "sns"}:
        return not name.startswith(("plt.", "sns."))
    return (
        "." in name
        and not isinstance(node.value.func, ast.Name)
        and name.split(".")[-1] in ("append", "update", "add", "extend", "seed", "sort")
    )


def _has_stub(text: str) -> bool:
    """Whether the regions can be taken out and Python remains."""
    try:
        ast.parse(make_stub_of(text, "a cell"))
    except (LessonError, SyntaxError):
        return False
    return True


def _is_mark(line: str) -> bool:
    return bool(BEGIN.match(line) or END.match(line) or line.strip().startswith("# TODO (task"))


def _as_comment(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    said = line.strip().lstrip("# ").strip()
    return f"{indent}# {said}" if said else ""


def _indent(lines: list[str]) -> str:
    """Of the first line that says something."""
    first = next((line for line in lines if line.strip()), "")
    return first[: len(first) - len(first.lstrip())]
