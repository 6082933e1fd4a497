"""The tree of a test, with the student's names taken from the student: `squares(3)` becomes `student.squares(3)`."""

from __future__ import annotations

import ast
import builtins

from grader.authoring.importing.assignment import CannotBring
from grader.authoring.importing.exceptions import asked_exception, handled, raised_within, said_by
from grader.authoring.importing.names import bound, dotted, free
from grader.authoring.importing.operators import OperatorTransformer, parsed_expression
from grader.authoring.importing.student_names import SEEDS, StudentNames, draws
from grader.sentences import text

__all__ = ["Transformer"]

CONVERSIONS = {"str", "repr", "bool", "int", "float", "abs", "hash", "round", "format"}
READERS = {"open", "read_csv", "read_json", "read_excel", "read_table", "loadtxt", "genfromtxt", "load"}
REFUSED = {
    **dict.fromkeys(("globals", "locals", "vars", "dir", "eval", "exec", "get_ipython"), "bring.looks_into"),
    **dict.fromkeys(
        ("input", "monkeypatch", "mock", "patch", "mocker"),
        "bring.puts_in_place",
    ),
    **dict.fromkeys(("inspect", "getsource", "signature"), "bring.reads_code"),
    **dict.fromkeys(("subprocess", "multiprocessing", "threading", "asyncio"), "bring.starts"),
}


class Transformer(OperatorTransformer):
    """One test."""

    def __init__(self, student: StudentNames, given: set[str]) -> None:
        super().__init__(student, given)
        self.caught: dict[str, str] = {}
        self.gone: set[str] = set()
        self.functions: dict[str, ast.stmt] = {}  # of the test's own
        self.shares_stream = False
        self.captured: set[str] = set()  # names that hold what was printed
        self.has_read_output = False

    def test(self, body: list[ast.stmt], arguments: set[str]) -> list[ast.stmt]:
        """The body of a test function. Raises CannotBring."""
        own = bound(body)
        removed = {
            each.id
            for node in body
            for each in ast.walk(node)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Del)
        }
        self.gone = removed & self.student.names
        if replaced := (own - self.gone) & (self.student.functions | self.student.classes):
            raise CannotBring(text("bring.replaces", name=min(replaced)))
        self._no_value_before(body, own & self.student.variables)
        self.functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
        whole = ast.Module(body, [])
        mentioned = {each.id for each in ast.walk(whole) if isinstance(each, ast.Name)}
        self.has_objects = bool(mentioned & self.student.classes) or bool(arguments)
        seeds = any(dotted(each.func) in SEEDS for each in ast.walk(whole) if isinstance(each, ast.Call))
        if seeds and self.student.draws and draws(whole):
            raise CannotBring(text("bring.one_stream"))
        self.shares_stream = seeds and self.student.draws
        with self.scope((own - self.gone) | arguments):
            return self.visit_all(body)  # type: ignore[return-value]

    def _no_value_before(self, body: list[ast.stmt], names: set[str]) -> None:
        """A variable that the student has and the test sets: it must be the test's own from its first mention on."""
        for name in names:
            uses = [each for node in body for each in ast.walk(node) if isinstance(each, ast.Name) and each.id == name]
            first = min(uses, key=lambda each: (each.lineno, each.col_offset), default=None)
            if first and isinstance(first.ctx, ast.Load) and not _is_comprehended(body, first):
                raise CannotBring(text("bring.variable", name=name))

    # Names.

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if self.is_bound(node.id):
            return node
        if node.id == "screen":  # as doctests.py writes it
            self.needs.add("screen")
            return node
        if node.id in REFUSED and node.id not in self.student.names:
            raise CannotBring(text(REFUSED[node.id], name=node.id))
        return _student(node.id) if self.is_student(node.id) and isinstance(node.ctx, ast.Load) else node

    def visit_Delete(self, node: ast.Delete) -> ast.AST | list[ast.AST]:
        made: list[ast.AST] = []
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id in self.gone and not self.is_bound(target.id):
                if target.id not in self.student.functions:
                    raise CannotBring(text("bring.takes_away", name=target.id))
                self.needs.add("absent")
                made.append(parsed(f"student.{target.id} = absent(worker, {target.id!r})")[0])
            else:
                made.append(ast.Delete([self.visit(target)]))
        return made

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in self.gone:
            if not isinstance(node.value, ast.Name):
                raise CannotBring(text("bring.replaces", name=target.id))
            return ast.Pass()  # the worker puts it back when the test is over
        if ast.unparse(node.value) == "capsys.readouterr()" and isinstance(target, ast.Name):
            self.captured.add(target.id)
            return ast.Assign([target], self._printed(), lineno=node.lineno)
        made: ast.Assign = self.generic_visit(node)  # type: ignore[assignment]
        if isinstance(target, ast.Name):
            (self.objects.add if self.is_object(made.value) else self.objects.discard)(target.id)
        return made

    def _printed(self) -> ast.expr:
        """What student code has printed since the test began, which a test may ask for once: pytest's own forgets what it has told."""
        if self.has_read_output:
            raise CannotBring(text("bring.output_twice"))
        self.has_read_output = True
        return parsed_expression("worker.printed()")

    def visit_Global(self, node: ast.Global) -> ast.AST:
        raise CannotBring(text("bring.globals", names=", ".join(node.names)))

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in self.captured:
            if node.attr != "out":
                raise CannotBring(text("bring.stderr"))
            return node.value
        if ast.unparse(node) == "capsys.readouterr().out":
            return self._printed()
        made: ast.Attribute = self.generic_visit(node)  # type: ignore[assignment]
        if made.attr.startswith("_") and (self.is_remote(made.value) or self.is_object(made.value)):
            return self.there("getattr", made.value, ast.Constant(made.attr))
        return made

    # Calls.

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if message := said_by(node, self.caught):
            return message
        name = dotted(node.func)
        if (
            name.split(".")[-1] in READERS
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and not self.is_student(name)
        ):
            raise CannotBring(text("bring.file", file=ast.unparse(node.args[0])))
        there = name in ("isinstance", "issubclass") and len(node.args) == 2 and self.names_class(node.args[1])
        if name.split(".")[0] in ("inspect", "mock", "unittest") and not self.is_bound(name.split(".")[0]):
            self.visit(ast.Name(name.split(".")[0], ast.Load()))
        made: ast.Call = self.generic_visit(node)  # type: ignore[assignment]
        there |= name in ("hasattr", "callable", "getattr") and bool(made.args) and self.is_remote(made.args[0])
        if there or (name in CONVERSIONS and len(made.args) == 1 and self.is_theirs(name, made.args[0])):
            return made if self.is_bound(name) else self.there(name, *made.args)
        if self.is_remote(made.func):
            made.args = [self._handed_over(each) for each in made.args]
            for each in made.keywords:
                each.value = self._handed_over(each.value)
        return made

    def _handed_over(self, value: ast.expr) -> ast.expr:
        """An argument of student code. A function of the test's own is sent as source, if it needs nothing from around it."""
        function = self.functions.get(value.id) if isinstance(value, ast.Name) else None
        if not isinstance(value, ast.Lambda) and function is None:
            return value
        outside = free([function or ast.Expr(value)]) - set(dir(builtins))
        if outside:
            raise CannotBring(text("bring.own_function", names=", ".join(sorted(outside))))
        name = value.id if isinstance(value, ast.Name) else "given"
        source = ast.unparse(function) if function else f"given = {ast.unparse(value)}"
        self.needs.add("worker")
        return parsed_expression(f"worker.code({source!r}).{name}")

    # Exceptions and seeds.

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.AST]:
        if made := raised_within(node):
            return self.visit_With(made)
        if isinstance(node.value, ast.Call) and dotted(node.value.func) in ("pytest.fail", "fail"):
            return ast.Raise(ast.Call(ast.Name("AssertionError", ast.Load()), node.value.args[:1], []))
        seeded = isinstance(node.value, ast.Call) and dotted(node.value.func) in SEEDS and self.shares_stream
        made_node = self.generic_visit(node)
        if seeded and isinstance(node.value, ast.Call) and node.value.args:
            self.needs.add("worker")
            return [made_node, ast.Expr(ast.Call(parsed_expression("worker.seed"), node.value.args, []))]
        return made_node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        return said_by(node, self.caught) or self.generic_visit(node)

    def visit_With(self, node: ast.With) -> ast.AST:
        for item in node.items:
            if asked := asked_exception(item.context_expr):
                asked.args = [self._exception(asked.args[0])]
                item.context_expr = asked
                if isinstance(item.optional_vars, ast.Name):
                    self.caught[item.optional_vars.id] = "raised"
            elif isinstance(item.context_expr, ast.Call) and dotted(item.context_expr.func) == "check.raises":
                item.context_expr.args = [self._exception(item.context_expr.args[0])]
            elif "redirect_std" in ast.unparse(item.context_expr):
                raise CannotBring(text("bring.output"))
            else:
                item.context_expr = self.visit(item.context_expr)
        node.body = self.visit_all(node.body)  # type: ignore[assignment]
        return node

    def _exception(self, kind: ast.expr) -> ast.expr:
        """The class of an exception; one of the student's own by its name."""
        if isinstance(kind, ast.Name) and self.is_student(kind.id):
            return ast.Constant(kind.id)
        if isinstance(kind, ast.Tuple):
            raise CannotBring(text("bring.exception_choice"))
        return kind

    def visit_Try(self, node: ast.Try) -> ast.AST | list[ast.AST]:
        if not any(self.is_student(name) for name in free(node.body)) and not self.objects & free(node.body):
            return self.generic_visit(node)
        if made := raised_within(node):
            return self.visit_With(made)
        self.needs |= {"is_one", "said"} if node.handlers else set()
        self.caught |= {each.name: "error" for each in node.handlers if each.name}
        for handler in node.handlers:
            kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type] if handler.type else []
            kinds = [self._exception(kind) for kind in kinds]
            handler.type = ast.Tuple(kinds, ast.Load()) if kinds else None
            handler.body = self.visit_all(handler.body)  # type: ignore[assignment]
        for name in ("body", "orelse", "finalbody"):
            setattr(node, name, self.visit_all(getattr(node, name)))
        if all(isinstance(each, ast.Pass) for each in node.finalbody):
            node.finalbody = []
        return list(handled(node))


def parsed(source: str) -> list[ast.stmt]:
    return ast.parse(source).body


def _student(name: str) -> ast.expr:
    return ast.Attribute(ast.Name("student", ast.Load()), name, ast.Load())


def _is_comprehended(body: list[ast.stmt], name: ast.Name) -> bool:
    """Whether the name stands in a comprehension or a loop that binds it itself."""
    for node in (each for statement in body for each in ast.walk(statement)):
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            targets = bound([generator.target for generator in node.generators])
            if name.id in targets and any(each is name for each in ast.walk(node)):
                return True
    return False
