"""Reads a pytest module or a module of unittest cases, with the solution that it imports."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

from grader.authoring.importing.assignment import Assignment, Fate, SourceTask, SourceTest
from grader.authoring.importing.from_unittest import is_case, tests_of_case
from grader.authoring.importing.names import free, modules_of
from grader.authoring.importing.solution import hide
from grader.authoring.importing.student_names import StudentNames
from grader.errors import UsageError
from grader.sentences import Line, text

__all__ = ["read_module"]

SOLUTIONS = (
    "{}.py",
    "example.py",
    "solution.py",
    ".meta/example.py",
    ".meta/exemplar.py",
    "solution/{}.py",
    "solutions/{}.py",
    "src/{}.py",
)
ENTRY = "__main__"


def read_module(source: Path, kind: str) -> Assignment:
    """The tests and the solution at `source`: the test file, or a folder with one. kind: pytest or unittest, for messages.

    Raises UsageError where there is no test file, no solution, or more than one of either.
    """
    tests = _test_file(source)
    tree = _parsed(tests)
    modules = {name: node for node in tree.body for name in modules_of(node)}
    solutions = {name: path for name in modules if (path := _solution(tests, name))}
    if len(solutions) != 1:
        found = ", ".join(sorted(solutions)) or text("wrong.none")
        raise UsageError(text("wrong.one_module", tests=str(tests), found=found))
    ((module, path),) = solutions.items()
    code = path.read_text(encoding="utf-8")
    names = StudentNames(code).names
    shared, cases, fates = [], list[SourceTask](), list[Fate]()
    if (conftest := tests.parent / "conftest.py").is_file():
        tree.body[:0] = _parsed(conftest).body
    tree = _Renamed(tree, module).visit(tree)
    loose = SourceTask(_title(module))
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and is_case(node, tree):
            cases.append(
                SourceTask(
                    _title(node.name.removesuffix("Test").removesuffix("Tests").removeprefix("Test")) or loose.title,
                    tests=tests_of_case(node, tree),
                )
            )
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            cases.append(SourceTask(_title(node.name.removeprefix("Test")) or loose.title, tests=_methods(node)))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            loose.tests.append(_test(node))
        elif modules_of(node) != {module} and not _is_entry(node) and not _is_docstring(node):
            shared.append(node)
    tasks = [*([loose] if loose.tests else []), *cases]
    if not any(task.tests for task in tasks):
        raise UsageError(text("wrong.no_tests_there", path=str(tests), kind=kind))
    asked: dict[str, int] = {}
    for number, task in enumerate(tasks, 1):
        for test in task.tests:
            for name in sorted(_reached(test, shared) & names):
                asked.setdefault(name, number)
    for number, task in enumerate(tasks, 1):
        task.names = [name for name, owner in asked.items() if owner == number]
        task.tests[0].visible = task.tests[0].body  # a student sees one test of each task
    stem = module.split(".")[-1]
    described = (ast.get_docstring(_parsed(path)) or "").strip()
    return Assignment(
        _title(stem), stem, hide(code, asked), tasks, described or _instructions(tests.parent), shared, fates=fates
    )


def _reached(test: SourceTest, shared: list[ast.stmt]) -> set[str]:
    """The names that a test takes from outside, by way of what stands around it as well."""
    from grader.authoring.importing.student_names import roots

    names = free([*test.body, *map(ast.Expr, test.decorators)]) | set(test.fixtures)
    while more := {each for node in shared if roots(node) & names for each in free([node])} - names:
        names |= more
    return names


def _test(node: ast.FunctionDef | ast.AsyncFunctionDef) -> SourceTest:
    """A test function; what pytest's marks ask for beyond its cases cannot be brought."""
    why_not: Line = text("bring.coroutine") if isinstance(node, ast.AsyncFunctionDef) else ""
    cases = []
    for decorator in node.decorator_list:
        mark = ast.unparse(decorator)
        if mark.startswith("pytest.mark.parametrize(") and isinstance(decorator, ast.Call) and len(decorator.args) > 1:
            cases.append(decorator)
        elif mark.startswith(("pytest.mark.skip", "pytest.mark.xfail")):
            why_not = why_not or text("bring.skipped", mark=mark)
        elif mark.startswith("pytest.mark.usefixtures"):
            why_not = why_not or text("bring.fixtures_by_mark", mark=mark)
        elif not mark.startswith("pytest.mark."):
            why_not = why_not or text("bring.decorated", name=mark)
    arguments = [each.arg for each in node.args.args if each.arg != "self"]
    body = node.body
    claim = ast.get_docstring(node) or ""
    if claim:
        body = body[1:]
    first = claim.strip().split("\n")[0]
    return SourceTest(node.name, body, Decimal(1), first, fixtures=arguments, decorators=list(cases), why_not=why_not)


def _methods(node: ast.ClassDef) -> list[SourceTest]:
    """The tests of a class of pytest's. They may not use `self`."""
    found = []
    for each in node.body:
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test"):
            test = _test(each)
            if any(isinstance(name, ast.Name) and name.id == "self" for name in ast.walk(each)):
                test.why_not = test.why_not or text("bring.test_object")
            test.name = f"test_{_snake(node.name.removeprefix('Test'))}_{each.name.removeprefix('test_')}"
            found.append(test)
    return found


def _test_file(source: Path) -> Path:
    if source.is_file():
        return source
    found = sorted({*source.glob("test_*.py"), *source.glob("*_test.py")})
    if len(found) != 1:
        raise UsageError(text("wrong.several_test_files", source=str(source), n=len(found)))
    return found[0]


def _solution(tests: Path, module: str) -> Path | None:
    """Where the module that the tests import lies; an example solution goes before a stub of the same name."""
    name = module.split(".")[-1]
    for folder in (tests.parent, tests.parent.parent):
        places = [folder / place.format(name) for place in (*SOLUTIONS[3:], *SOLUTIONS[1:3], SOLUTIONS[0])]
        if found := next((place for place in places if place.is_file() and (folder / f"{name}.py").is_file()), None):
            return found
    return None


class _Renamed(ast.NodeTransformer):
    """The student's names as a test writes them: `leap.leap_year`, or a name that `import ... as` gave, become `leap_year`."""

    def __init__(self, tree: ast.Module, module: str) -> None:
        self.modules: set[str] = set()
        self.names: dict[str, str] = {}
        for node in tree.body:
            if isinstance(node, ast.Import):
                self.modules |= {alias.asname or alias.name for alias in node.names if alias.name == module}
            elif isinstance(node, ast.ImportFrom) and node.module == module:
                self.names |= {alias.asname: alias.name for alias in node.names if alias.asname}

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if ast.unparse(node.value) in self.modules:
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        raise UsageError(text("wrong.no_python", path=str(path), error=str(error))) from None


def _instructions(folder: Path) -> str:
    """The text that lies beside the tests."""
    for name in (".docs/instructions.md", "README.md", "instructions.md"):
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    return ""


def _is_entry(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ENTRY in ast.unparse(node.test)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).strip("_") or "class"


def _title(name: str) -> str:
    return _snake(name).replace("_", " ").strip().capitalize() if name else ""
