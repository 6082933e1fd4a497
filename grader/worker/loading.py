"""Runs a student's file, or a notebook's cells, once. What fails costs what it would have defined; what stands before it stays."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import FrameType, ModuleType

from grader.worker.room import Switches, furnish, nobody_asked
from grader.worker.shell import Shell
from grader.worker.stand_in import StandIns

__all__ = ["ImportStop", "ImportTooLong", "Loading", "place_of"]

MOST_STOPS = 20
CELL_MARK = "# %%"
PART = "part"  # the place of a cell that has no number


class ImportTooLong(BaseException):
    """A line that runs at import was still running when its time was over."""


class ImportStop:
    """Where one thing that runs at import stopped: a cell, or the file. line: in that place, at its top level."""

    def __init__(self, place: str, error: BaseException, files: tuple[str, ...]) -> None:
        self.place = place
        self.error = error
        self.line = _line_in(error, files)


class Loading:
    """One submission as it is imported.

    folder: where student code lies. main: its first file. modules: further ones. cells: the lines of each cell, three numbers per cell. seconds: what all of
    it may take; 0 for no bound of our own.
    """

    def __init__(
        self, folder: Path, main: str, cells: Sequence[int], seconds: float, modules: Sequence[str] = ()
    ) -> None:
        self.folder = folder
        self.main = main
        self.cells = [tuple(cells[at : at + 3]) for at in range(0, len(cells), 3)]
        self.stops: list[ImportStop] = []
        self.modules = list(modules)
        self.others: list[ModuleType] = []
        self.changed: list[str] = []
        self.stand_ins = StandIns((str(folder), os.getcwd()))
        self.switches = Switches()
        self._deadline = time.monotonic() + seconds if seconds else 0.0
        self._path = folder / main
        inside = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        spec = importlib.util.spec_from_file_location(_module_name(main), self._path, submodule_search_locations=inside)
        assert spec
        self.spec: ModuleSpec = spec
        self.module: ModuleType = importlib.util.module_from_spec(spec)
        self.shell = Shell(vars(self.module), folder)
        cells_of = {str(folder / f"cell {number}"): first - 1 for number, first, _ in self.cells}
        self.files = {str(self._path): 0} | cells_of  # each with what its lines lack to those of the main file

    def run(self, go_on: bool) -> None:
        """Run all of it. Raises the first error where nothing was defined before it, or where not `go_on`."""
        sources = b"\n".join(path.read_bytes() for path in sorted(self.folder.rglob("*.py")))
        furnish(sources)
        builtins.get_ipython = lambda: self.shell  # type: ignore[attr-defined]
        builtins.display = lambda *objects, **options: None  # type: ignore[attr-defined]
        front_end = ModuleType("IPython.core.getipython")
        front_end.get_ipython = lambda: self.shell  # type: ignore[attr-defined]
        sys.modules["IPython.core.getipython"] = front_end
        sys.meta_path.append(self.stand_ins)
        sys.modules[self.spec.name] = self.module
        for place, step in self._steps(sources):
            self._step(place, step)
            if self.stops and not go_on:
                break
        if self.stops and not (go_on and self._defines()):
            raise self.stops[0].error

    def look(self) -> None:
        """Note what was switched; from here on each test begins as if it had not been."""
        self.changed = self.switches.look()

    def _steps(self, sources: bytes) -> Iterator[tuple[str, Callable[[], None]]]:
        """What runs one after the other, and what each is called."""
        if self.cells:
            sys.path.insert(1, os.getcwd())  # a cell may write a module there
            lines = self._path.read_text(encoding="utf-8").split("\n")
            for number, first, last in self.cells:
                place, source = f"cell {number}", "\n".join(lines[first - 1 : last]) + "\n"
                yield place, lambda source=source, place=place: self.shell.run(source, place)  # type: ignore[misc]
        elif CELL_MARK.encode() in sources or b"marimo.App(" in sources:
            yield from self._parts()
        else:
            yield "", self._import_main
        for name in self.modules:
            yield name, lambda name=name: self.others.append(importlib.import_module(_module_name(name)))  # type: ignore[misc]

    def _import_main(self) -> None:
        package = self.spec.name.rpartition(".")[0]
        if package:
            importlib.import_module(package)
        assert self.spec.loader
        self.spec.loader.exec_module(self.module)

    def _parts(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """A file that has cells of its own: those of a percent script, or marimo's."""
        source = importlib.util.decode_source(self._path.read_bytes())
        try:
            tree = ast.parse(source, str(self._path))
        except SyntaxError:  # then each cell by itself, so that a broken one costs that cell
            for first, text in _texts(source):
                code = "\n" * (first - 1) + text
                yield PART, lambda code=code: self._execute(code)  # type: ignore[misc]
            return
        bodies = _marimo(tree) or _percent(tree, source)
        for body in bodies:
            yield PART, lambda body=body: self._execute(ast.Module(body, []))  # type: ignore[misc]

    def _execute(self, code: str | ast.Module) -> None:
        exec(compile(code, str(self._path), "exec", dont_inherit=True), vars(self.module))

    def _step(self, place: str, step: Callable[[], None]) -> None:
        try:
            with nobody_asked(), _Alarm(self._deadline, alone=not self.cells, may_stop=self._defines):
                step()
        except BaseException as error:
            if len(self.stops) < MOST_STOPS:
                self.stops.append(
                    ImportStop(place, error, (str(self.folder / (self.main if place in ("", PART) else place)),))
                )

    def _defines(self) -> bool:
        """Whether there is anything yet that a test could call."""
        names = [pair for module in (self.module, *self.others) for pair in list(vars(module).items())]
        return any(not name.startswith("_") and not isinstance(value, ModuleType) for name, value in names)


class _Alarm:
    """Interrupts what runs longer than a part of the time that is left, so that what stands before it can be graded.

    A cell among others may take half of what is left. may_stop: asked when the time is over; else it is left to the judge's clock.
    """

    def __init__(self, deadline: float, *, alone: bool, may_stop: Callable[[], bool]) -> None:
        left = deadline - time.monotonic()
        self.seconds = max(0.01, left if alone else left / 2) if deadline else 0.0
        self.may_stop = may_stop

    def __enter__(self) -> None:
        if self.seconds and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_: object) -> None:
        if self.seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        if self.may_stop():
            raise ImportTooLong(f"still running after {self.seconds:.0f} seconds")


def place_of(filename: str, folder: Path, main: str) -> str | None:
    """What a file of student code is called in a traceback: empty for the main one; None for any other file."""
    for top in (str(folder), os.getcwd()):
        if filename.startswith(f"{top}/"):
            name = filename[len(top) + 1 :]
            return "" if name == main else name
    return None


def _module_name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _line_in(error: BaseException, files: tuple[str, ...]) -> int:
    """The line of these files at which the error passed their top level; 0 where it did not."""
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename in files:
            return trace.tb_lineno
        trace = trace.tb_next
    return (error.lineno or 0) if isinstance(error, SyntaxError) and error.filename in files else 0


def _texts(source: str) -> Iterator[tuple[int, str]]:
    """The cells of a percent script, each with the number of its first line."""
    first, part = 1, list[str]()
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith(CELL_MARK):
            yield first, "\n".join(part) + "\n"
            first, part = number, []
        part.append(line)
    yield first, "\n".join(part) + "\n"


def _percent(tree: ast.Module, source: str) -> list[list[ast.stmt]]:
    """The statements of each cell of a percent script."""
    marks = [number for number, line in enumerate(source.splitlines(), 1) if line.startswith(CELL_MARK)]
    groups = itertools.groupby(tree.body, key=lambda node: sum(mark <= node.lineno for mark in marks))
    return [list(group) for _, group in groups]


def _marimo(tree: ast.Module) -> list[list[ast.stmt]]:
    """The statements of each of marimo's cells, in an order in which each finds what it names; none in another file."""
    cells: list[tuple[set[str], set[str], list[ast.stmt]]] = []
    is_one = False
    for node in tree.body:
        words = (
            ast.unparse(node.decorator_list[0])
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.decorator_list
            else ""
        )
        if isinstance(node, ast.With) and "app.setup" in ast.unparse(node.items[0]):
            cells.append((set(), set(), node.body))
        elif isinstance(node, ast.FunctionDef) and words.startswith("app.cell"):
            is_one = True
            returned = [each for each in node.body if isinstance(each, ast.Return)]
            gives = {name.id for each in returned for name in ast.walk(each) if isinstance(name, ast.Name)}
            wants = {argument.arg for argument in node.args.args}
            cells.append((wants, gives, [each for each in node.body if not isinstance(each, ast.Return)]))
        elif words.startswith(("app.function", "app.class_definition")):
            assert isinstance(node, ast.FunctionDef | ast.ClassDef)
            is_one = True
            node.decorator_list = node.decorator_list[1:]
            cells.append((set(), {node.name}, [node]))
    return [body for _, _, body in _in_order(cells) if body] if is_one else []


def _in_order(
    cells: list[tuple[set[str], set[str], list[ast.stmt]]],
) -> Iterator[tuple[set[str], set[str], list[ast.stmt]]]:
    """Each as soon as what it wants is given; what nobody gives is not waited for."""
    waiting = list(cells)
    while waiting:
        missing = {name for _, gives, _ in waiting for name in gives}
        ready = next((cell for cell in waiting if not (cell[0] & (missing - cell[1]))), waiting[0])
        waiting.remove(ready)
        yield ready
