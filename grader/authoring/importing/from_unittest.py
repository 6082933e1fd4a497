"""A `unittest.TestCase` as tests of plain statements: its methods with `setUp` before each, its assertions as `assert`."""

from __future__ import annotations

import ast
import copy
from decimal import Decimal

from grader.authoring.importing.assignment import CannotBring, SourceTest
from grader.authoring.importing.names import bound
from grader.errors import said_by
from grader.sentences import text

__all__ = ["is_case", "tests_of_case"]

COMPARED = {
    "assertEqual": "==",
    "assertEquals": "==",
    "assertNotEqual": "!=",
    "assertIs": "is",
    "assertIsNot": "is not",
    "assertIn": "in",
    "assertNotIn": "not in",
    "assertGreater": ">",
    "assertGreaterEqual": ">=",
    "assertLess": "<",
    "assertLessEqual": "<=",
    **dict.fromkeys(
        ("assertListEqual", "assertTupleEqual", "assertDictEqual", "assertSetEqual", "assertSequenceEqual"), "=="
    ),
    "assertMultiLineEqual": "==",
}
WRITTEN = {  # what each asserts, with its arguments a, b
    "assertTrue": "{a}",
    "assertFalse": "not {a}",
    "assertIsNone": "{a} is None",
    "assertIsNotNone": "{a} is not None",
    "assertIsInstance": "isinstance({a}, {b})",
    "assertNotIsInstance": "not isinstance({a}, {b})",
    "assertCountEqual": "sorted({a}, key=repr) == sorted({b}, key=repr)",
    "assertRegex": "re.search({b}, {a})",
    "assertNotRegex": "not re.search({b}, {a})",
}
WITH_ONE = {"assertTrue", "assertFalse", "assertIsNone", "assertIsNotNone"}
RAISES = {"assertRaises", "assertRaisesRegex"}
FIXED = ("setUp", "setUpClass", "tearDown", "tearDownClass")


def is_case(node: ast.ClassDef, tree: ast.Module) -> bool:
    """Whether a class is a TestCase, by its bases and those of the module's own classes."""
    classes = {each.name: each for each in tree.body if isinstance(each, ast.ClassDef)}
    bases = [ast.unparse(base) for base in node.bases]
    return any(base.endswith("TestCase") or (base in classes and is_case(classes[base], tree)) for base in bases)


def tests_of_case(node: ast.ClassDef, tree: ast.Module) -> list[SourceTest]:
    """Its test methods, each with what runs before it."""
    methods = {each.name: each for each in node.body if isinstance(each, ast.FunctionDef)}
    constants = [each for each in node.body if isinstance(each, ast.Assign)]
    tests = []
    for name, method in methods.items():
        if not name.startswith("test"):
            continue
        claim = (ast.get_docstring(method) or "").strip().split("\n")[0]
        body = method.body[1:] if claim else method.body
        before = [statement for each in FIXED[:2] if (one := methods.get(each)) for statement in one.body]
        own = f"test_{name.removeprefix('test').strip('_')}"
        test = SourceTest(own, [], Decimal(1), claim)
        skipped = [ast.unparse(each) for each in method.decorator_list]
        if skipped:
            test.why_not = text("bring.decorated", name=skipped[0])
        try:
            test.body = _used(_Plain(node.name, methods).all([*constants, *before, *body]))
        except CannotBring as error:
            test.why_not = test.why_not or said_by(error)
        tests.append(test)
    return tests


def _used(nodes: list[ast.stmt]) -> list[ast.stmt]:
    """Without assignments of plain values that nothing after them mentions."""
    kept: list[ast.stmt] = []
    mentioned: set[str] = set()
    for node in reversed(nodes):
        idle = (
            isinstance(node, ast.Assign)
            and not bound([node]) & mentioned
            and not any(isinstance(each, ast.Call) for each in ast.walk(node))
        )
        if not idle:
            kept.insert(0, node)
            mentioned |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return kept


class _Plain(ast.NodeTransformer):
    """Statements without `self`: its attributes as variables, its assertions as `assert`, its helpers as functions within."""

    def __init__(self, case: str, methods: dict[str, ast.FunctionDef]) -> None:
        self.case, self.methods = case, methods
        self.helpers: dict[str, ast.FunctionDef] = {}
        self.searches = False

    def all(self, nodes: list[ast.stmt]) -> list[ast.stmt]:
        made = self._statements(copy.deepcopy(nodes))
        for node in made:
            for each in ast.walk(node):
                if isinstance(each, ast.Name) and each.id == "self":
                    raise CannotBring(text("bring.test_case"))
        imports: list[ast.stmt] = [ast.Import([ast.alias("re")])] if self.searches else []
        return [*imports, *self.helpers.values(), *made]

    def _statements(self, nodes: list[ast.stmt]) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for node in nodes:
            one = self.visit(node)
            made += one if isinstance(one, list) else [one]
        return made

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if ast.unparse(node.value) in ("self", "cls", self.case, "self.__class__"):
            if node.attr.startswith("assert") or node.attr in ("skipTest", "addCleanup", "id", "maxDiff"):
                raise CannotBring(text("bring.self", name=node.attr))
            if node.attr in self.methods:
                self._add_helper(node.attr)
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return self.generic_visit(node)

    def _add_helper(self, name: str) -> None:
        if name in self.helpers:
            return
        method = copy.deepcopy(self.methods[name])
        method.args.args = [each for each in method.args.args if each.arg not in ("self", "cls")]
        method.decorator_list = []
        self.helpers[name] = method
        method.body = self._statements(method.body)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        if ast.unparse(node.targets[0]) == "self.maxDiff":
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        call = node.value
        name = _method(call)
        if name in RAISES and isinstance(call, ast.Call):
            named = self._raises(name, call)
            rest = [self.visit(each) for each in call.args[len(named.args) + len(named.keywords) :]]
            inner = ast.Expr(ast.Call(rest[0], rest[1:], call.keywords)) if rest else ast.Pass()
            return [ast.copy_location(ast.With([ast.withitem(named)], [inner]), node)]
        if name == "fail" and isinstance(call, ast.Call):
            return ast.copy_location(
                ast.Raise(ast.Call(ast.Name("AssertionError", ast.Load()), call.args[:1], [])), node
            )
        if name.startswith("assert") and isinstance(call, ast.Call):
            return ast.copy_location(self._assertion(name, call), node)
        if name in FIXED or (name and name.endswith(FIXED)):
            return ast.copy_location(ast.Pass(), node)  # super().setUp()
        return self.generic_visit(node)

    def visit_With(self, node: ast.With) -> ast.AST | list[ast.stmt]:
        for item in node.items:
            name = _method(item.context_expr)
            if name in RAISES and isinstance(item.context_expr, ast.Call):
                item.context_expr = self._raises(name, item.context_expr)
            elif name == "subTest":
                return self._statements(node.body)
            else:
                item.context_expr = self.visit(item.context_expr)
            if item.optional_vars:
                item.optional_vars = self.visit(item.optional_vars)
        node.body = self._statements(node.body)
        return node

    def _raises(self, name: str, call: ast.Call) -> ast.Call:
        """As pytest says it."""
        match = [ast.keyword("match", call.args[1])] if name == "assertRaisesRegex" else []
        return ast.Call(ast.parse("pytest.raises", mode="eval").body, call.args[:1], match)

    def _assertion(self, name: str, call: ast.Call) -> ast.stmt:
        given = {each.arg: self.visit(each.value) for each in call.keywords}
        arguments = [self.visit(each) for each in call.args]
        takes = 1 if name in WITH_ONE else 2
        message = given.pop("msg", None) or (
            arguments[takes] if len(arguments) > takes and "Almost" not in name else None
        )
        if name in COMPARED and len(arguments) >= 2 and not given:
            comparison = ast.parse(f"a {COMPARED[name]} b", mode="eval").body
            assert isinstance(comparison, ast.Compare)
            test: ast.expr = ast.Compare(arguments[0], comparison.ops, [arguments[1]])
        elif name in WRITTEN and len(arguments) >= takes and not given:
            a, b = (f"({ast.unparse(each)})" for each in [*arguments, *arguments][:2])
            test = ast.parse(WRITTEN[name].format(a=a, b=b), mode="eval").body
            self.searches |= "Regex" in name
        elif name in ("assertAlmostEqual", "assertNotAlmostEqual") and len(arguments) >= 2:
            test = self._almost(name, arguments, given)
        else:
            raise CannotBring(text("bring.assertion", name=name))
        return ast.Assert(test, message)

    def _almost(self, name: str, arguments: list[ast.expr], given: dict[str | None, ast.expr]) -> ast.expr:
        a, b = ast.unparse(arguments[0]), ast.unparse(arguments[1])
        if "delta" in given:
            text = f"abs(({a}) - ({b})) <= {ast.unparse(given['delta'])}"
        else:
            places = (
                ast.unparse(given["places"])
                if "places" in given
                else ast.unparse(arguments[2])
                if len(arguments) > 2
                else "7"
            )
            text = f"round(abs(({a}) - ({b})), {places}) == 0"
        return ast.parse(f"not {text}" if "Not" in name else text, mode="eval").body


def _method(node: ast.expr) -> str:
    """The name in `self.NAME(...)` or `super().NAME(...)`; empty for anything else."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) in ("self", "cls", "super()")
    ):
        return node.func.attr
    return ""
