"""What a solution defines, and how a test reaches each name: from the student, or from a copy of what was given."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from functools import cached_property

from grader.authoring.importing.names import Function, bound, dotted, free
from grader.authoring.scaffold import module_exists
from grader.authoring.stub import BEGIN, END

__all__ = ["SEEDS", "StudentNames", "draws", "roots"]

SEEDS = {"random.seed", "np.random.seed", "numpy.random.seed", "torch.manual_seed", "torch.random.manual_seed"}
STREAMS = (
    "random.",
    "np.random.",
    "numpy.random.",
    "torch.rand",
    "torch.normal",
    "torch.bernoulli",
    "torch.multinomial",
)
OWN_STREAM = ("default_rng", "RandomState", "Random", "Generator", "seed")
READS = ("open", "input", "read", "load", "urlopen", "genfromtxt", "fromfile", "glob", "listdir", "iterdir")


class StudentNames:
    """The top level of a solution. source: with its regions; without any, `asked` are the names that the student writes."""

    def __init__(self, source: str, asked: Iterable[str] = ()) -> None:
        self.tree = ast.parse(source)
        self.regions = _regions(source)
        self.statements: dict[str, list[ast.stmt]] = {}
        for node in self.tree.body:
            for name in roots(node):
                self.statements.setdefault(name, []).append(node)
        self.asked = set(asked)

    @property
    def names(self) -> set[str]:
        return {
            name for name, nodes in self.statements.items() if not isinstance(nodes[-1], ast.Import | ast.ImportFrom)
        }

    @cached_property
    def functions(self) -> set[str]:
        return {name for name in self.names if isinstance(self.statements[name][-1], Function)}

    @cached_property
    def classes(self) -> set[str]:
        return {name for name in self.names if isinstance(self.statements[name][-1], ast.ClassDef)}

    @cached_property
    def operators(self) -> set[str]:
        """The special methods that its classes define; a dataclass has some by itself."""
        classes = [node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]
        own = {
            each.name
            for node in classes
            for each in node.body
            if isinstance(each, Function) and each.name.startswith("__")
        }
        data = any("dataclass" in ast.unparse(each) for node in classes for each in node.decorator_list)
        return own | ({"__eq__", "__repr__"} if data else set())

    @cached_property
    def variables(self) -> set[str]:
        return self.names - self.functions - self.classes

    @cached_property
    def written(self) -> set[str]:
        """What the student writes: what has a region in it or around it."""
        return {name for name in self.names if any(map(self._is_written, self.statements[name]))} | self.asked

    @cached_property
    def draws(self) -> bool:
        """Whether its code takes random numbers from a stream that a test could share."""
        return draws(self.tree)

    def copied(self, name: str) -> list[ast.stmt] | None:
        """The statements by which a suite has this name by itself, in order; None where it is the student's alone."""
        needed = self._needed(name, set())
        return None if needed is None else [node for node in self.tree.body if id(node) in needed]

    def _needed(self, name: str, asked: set[str]) -> set[int] | None:
        nodes = self.statements.get(name, [])
        if not nodes or name in self.written or len(nodes) > 1 or not _is_plain(nodes[0]):
            return None
        found = {id(nodes[0])}
        for other in free(nodes) - {name} - asked:
            if other in self.statements:
                more = self._needed(other, asked | {name})
                if more is None:
                    return None
                found |= more
            elif not hasattr(builtins, other):
                return None
        return found

    def _is_written(self, node: ast.stmt) -> bool:
        return any(first <= (node.end_lineno or node.lineno) and node.lineno <= last for first, last in self.regions)


def roots(node: ast.stmt) -> set[str]:
    """The names that a statement at top level binds or changes: `x = 1`, `x += 1`, `x[0] = 1`, `x.append(1)`."""
    names = bound([node])
    for each in ast.walk(node) if not isinstance(node, Function | ast.ClassDef) else []:
        changed = isinstance(each, ast.Attribute | ast.Subscript) and not isinstance(each.ctx, ast.Load)
        called = isinstance(node, ast.Expr) and each is node.value and isinstance(each, ast.Call)
        target: ast.AST = each.func if called and isinstance(each, ast.Call) else each
        while (changed or called) and isinstance(target, ast.Attribute | ast.Subscript):
            target = target.value
            if isinstance(target, ast.Name):
                names.add(target.id)
    return names


def draws(tree: ast.AST) -> bool:
    """Whether random numbers are taken from Python's, NumPy's or torch's own stream anywhere in it."""
    parts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names = [
        dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name) and id(node) not in parts
    ]
    return any(_is_stream(name) for name in names)


def _is_stream(name: str) -> bool:
    """`random.random` is, and the module itself, handed to something; a seed or a generator of one's own is not."""
    return name == "random" or (
        name.startswith(STREAMS) and name.split(".")[-1] not in OWN_STREAM and name not in SEEDS
    )


def _is_plain(node: ast.stmt) -> bool:
    """Whether running it again in another process gives the same: no file, no random number; of functions, what they do when called."""
    if isinstance(node, ast.ClassDef) or draws(node):
        return False
    if isinstance(node, ast.Import):
        return all(_is_package(alias.name) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return not node.level and _is_package(node.module or "") and node.names[0].name != "*"
    calls = [dotted(each.func).split(".")[-1] for each in ast.walk(node) if isinstance(each, ast.Call)]
    return isinstance(node, ast.Assign | ast.AnnAssign | Function) and not any(name.startswith(READS) for name in calls)


def _is_package(name: str) -> bool:
    """Whether it is a module of Python's or one of a package, not one that lies beside the source."""
    return module_exists(name.split(".")[0])


def _regions(source: str) -> list[tuple[int, int]]:
    """The first and last line of each region."""
    found, begun = [], 0
    for number, line in enumerate(source.splitlines(), 1):
        if BEGIN.match(line):
            begun = number
        elif END.match(line) and begun:
            found.append((begun, number))
    return found
