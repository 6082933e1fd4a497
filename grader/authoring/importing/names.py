"""Which names a piece of Python binds, and which it takes from outside."""

from __future__ import annotations

import ast
import contextlib
import copy
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Scoped", "bound", "dotted", "free", "modules_of"]

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Function = ast.FunctionDef | ast.AsyncFunctionDef


def bound(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that these statements bind in the scope in which they stand."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Lambda | Comprehension):
            continue
        else:
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                names.add(node.id)
            elif isinstance(node, ast.alias):
                names.add((node.asname or node.name).split(".")[0])
            elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
                names.add(node.name)
            names |= bound(ast.iter_child_nodes(node))
    return names


def modules_of(node: ast.stmt) -> set[str]:
    """The modules that an import names; none of any other statement."""
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module}
    return {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()


def dotted(node: ast.expr) -> str:
    """`np.random.seed` of the expression that reads so; empty for any other."""
    if isinstance(node, ast.Attribute):
        front = dotted(node.value)
        return f"{front}.{node.attr}" if front else ""
    return node.id if isinstance(node, ast.Name) else ""


class Scoped(ast.NodeTransformer):
    """A transformer that knows at each name whether a scope around it binds it: functions, lambdas, comprehensions."""

    def __init__(self) -> None:
        self.scopes: list[set[str]] = []

    def is_bound(self, name: str) -> bool:
        return any(name in scope for scope in self.scopes)

    @contextlib.contextmanager
    def scope(self, names: set[str]) -> Iterator[None]:
        self.scopes.append(names)
        yield
        self.scopes.pop()

    def visit_all(self, nodes: Sequence[ast.AST]) -> list[ast.AST]:
        """In place of each the node, or the nodes, that it becomes."""
        found: list[ast.AST] = []
        for node in nodes:
            made = self.visit(node)
            found += made if isinstance(made, list) else [made] if made is not None else []
        return found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: Function) -> ast.AST:
        node.decorator_list = self.visit_all(node.decorator_list)  # type: ignore[assignment]
        self._defaults(node.args)
        node.returns = None
        with self.scope(_arguments(node.args) | bound(node.body)):
            node.body = self.visit_all(node.body)  # type: ignore[assignment]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._defaults(node.args)
        with self.scope(_arguments(node.args)):
            node.body = self.visit(node.body)
        return node

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = self.visit_all(arguments.defaults)  # type: ignore[assignment]
        arguments.kw_defaults = [each and self.visit(each) for each in arguments.kw_defaults]
        for each in _all_arguments(arguments):
            each.annotation = None  # it may name what only the student has

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.bases = self.visit_all(node.bases)  # type: ignore[assignment]
        own = bound(node.body)
        for at, each in enumerate(node.body):
            with self.scope(set() if isinstance(each, Function) else own):
                node.body[at] = self.visit(each)
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        return self._comprehension(node)

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        return self._comprehension(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        return self._comprehension(node)

    def _comprehension(self, node: Comprehension) -> ast.AST:
        node.generators[0].iter = self.visit(node.generators[0].iter)
        with self.scope(bound([each.target for each in node.generators])):
            for at, generator in enumerate(node.generators):
                if at:
                    generator.iter = self.visit(generator.iter)
                generator.ifs = self.visit_all(generator.ifs)  # type: ignore[assignment]
            for name in ("elt", "key", "value"):
                if hasattr(node, name):
                    setattr(node, name, self.visit(getattr(node, name)))
        return node


class _Free(Scoped):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if not self.is_bound(node.id):
            self.names.add(node.id)
        return node


def free(nodes: Sequence[ast.AST]) -> set[str]:
    """The names that these statements take from outside; those that they bind themselves, at whatever place, are none of them."""
    finder = _Free()
    with finder.scope(bound(nodes)):
        finder.visit_all(copy.deepcopy(list(nodes)))
    return finder.names


def _all_arguments(arguments: ast.arguments) -> list[ast.arg]:
    more = [each for each in (arguments.vararg, arguments.kwarg) if each]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *more]


def _arguments(arguments: ast.arguments) -> set[str]:
    return {each.arg for each in _all_arguments(arguments)}
