"""What Python's operators do with objects of the student's classes: `a + b` becomes a question to the worker."""

from __future__ import annotations

import ast

from grader.authoring.importing.names import Scoped, dotted
from grader.authoring.importing.student_names import StudentNames

__all__ = ["JUDGES", "OperatorTransformer", "parsed_expression"]

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.USub: "neg",
    ast.UAdd: "pos",
    ast.Not: "not_",
    ast.Invert: "invert",
    ast.Is: "is_",
    ast.IsNot: "is_not",
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
}
DUNDERS = {
    "truediv": "__truediv__",
    "not_": "__bool__",
    "ne": "__eq__",
    "gt": "__lt__",
    "ge": "__le__",
    "str": "__repr__",
    "round": "__round__",
}
PLAIN_CALLS = {
    "len",
    "type",
    "sorted",
    "list",
    "tuple",
    "dict",
    "str",
    "repr",
    "int",
    "float",
    "bool",
    "isinstance",
    "range",
    "set",
    "abs",
    "sum",
    "pytest.approx",
    "said",
}
JUDGES = {
    "check",
    "score",
    "pytest",
    "screen",
    "student",
    "worker",
}  # what the statements of a suite call by these names is the judge's
SETS = ast.Set | ast.SetComp


class OperatorTransformer(Scoped):
    """student: what a solution defines. given: names that the suite has by itself. objects: the test's names of objects of the student's.

    needs: names that the suite takes from `grader.judge.checks.brought`, and `worker`.
    """

    def __init__(self, student: StudentNames, given: set[str]) -> None:
        super().__init__()
        self.student = student
        self.given = given
        self.needs: set[str] = set()
        self.objects: set[str] = set()
        self.has_objects = False

    def is_student(self, name: str) -> bool:
        return name in self.student.names and name not in self.given | JUDGES and not self.is_bound(name)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        made: ast.BinOp = self.generic_visit(node)  # type: ignore[assignment]
        operator = OPERATORS.get(type(made.op), "")
        return self.there(operator, made.left, made.right) if self.is_theirs(operator, made.left, made.right) else made

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        made: ast.UnaryOp = self.generic_visit(node)  # type: ignore[assignment]
        operator = OPERATORS[type(made.op)]
        return self.there(operator, made.operand) if self.is_theirs(operator, made.operand) else made

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        made: ast.Compare = self.generic_visit(node)  # type: ignore[assignment]
        sides = [made.left, *made.comparators]
        if any(
            isinstance(each, SETS) or (isinstance(each, ast.Call) and dotted(each.func) in ("set", "frozenset"))
            for each in sides
        ):
            return self._of_sets(made)
        operator = OPERATORS.get(type(made.ops[0]), "")
        return self.there(operator, *sides) if len(sides) == 2 and self.is_theirs(operator, *sides) else made

    def _of_sets(self, node: ast.Compare) -> ast.Compare:
        """A set of the student's comes as a remote: take it over before it is compared."""
        sides = [
            _call("plain", each) if self._is_remote_value(each) else each for each in [node.left, *node.comparators]
        ]
        self.needs |= (
            {"plain"} if any(isinstance(each, ast.Call) and dotted(each.func) == "plain" for each in sides) else set()
        )
        return ast.Compare(sides[0], node.ops, sides[1:])

    def there(self, operator: str, *operands: ast.expr) -> ast.expr:
        self.needs |= {"operators", "worker"}
        return ast.Call(parsed_expression(f"operators(worker).{operator}"), list(operands), [])

    def is_theirs(self, operator: str, *operands: ast.expr) -> bool:
        """Whether an operation is one of the student's own code, or may be: a class of theirs defines it, and an operand is no plain value."""
        if not operator or (operator in ("is_", "is_not") and any(isinstance(each, ast.Constant) for each in operands)):
            return False
        if any(map(self.is_object, operands)):
            return True
        known = {DUNDERS.get(operator, f"__{operator}__"), f"__{operator}__", f"__r{operator}__"}
        return self.has_objects and bool(known & self.student.operators) and all(map(_may_be_object, operands))

    def is_object(self, made: ast.expr) -> bool:
        """Whether a transformed expression is surely an object of a class of the student's."""
        if isinstance(made, ast.Name):
            return made.id in self.objects
        if not isinstance(made, ast.Call):
            return False
        name = dotted(made.func)
        return name.startswith("student.") and name.removeprefix("student.") in self.student.classes

    def is_remote(self, made: ast.expr) -> bool:
        """Whether an expression begins at the student's names, or at an object of theirs."""
        while isinstance(made, ast.Attribute):
            made = made.value
        return isinstance(made, ast.Name) and (made.id in ("student", *self.objects) or self.is_student(made.id))

    def _is_remote_value(self, made: ast.expr) -> bool:
        return not isinstance(made, ast.Constant | SETS) and not (
            isinstance(made, ast.Call) and dotted(made.func) in ("set", "frozenset")
        )

    def names_class(self, node: ast.expr) -> bool:
        return any(
            isinstance(each, ast.Name) and each.id in self.student.classes and self.is_student(each.id)
            for each in ast.walk(node)
        )


def parsed_expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _may_be_object(node: ast.expr) -> bool:
    """Whether an expression may have an object of the student's as its value, for all that can be seen."""
    if isinstance(node, ast.Call) and dotted(node.func) in PLAIN_CALLS:
        return False
    return isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.Subscript)
