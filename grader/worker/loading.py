"""Runs a student's file, or a notebook's cells, once. What fails costs what it would have defined; what stands before it stays."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType

from grader.wire.messages import WITHOUT
from grader.worker.alarm import Alarm
from grader.worker.going_on import (
    bound_names,
    gives_names,
    is_import,
    line_in,
    split_at,
    with_futures,
    words_bound,
)
from grader.worker.own_cells import CELL_MARK, bodies, texts
from grader.worker.room import Switches, furnish
from grader.worker.shell import Shell
from grader.worker.stand_in import StandIns

__all__ = ["ImportStop", "Loading", "place_of"]

MOST_STOPS = 20
PART = "part"  # the place of a cell that has no number
CELL_SHARE, FILE_SHARE = 0.5, 0.9  # of the time that is left: what stands below the line that took it needs some
FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
RAW = re.compile(r"^[ \t]*[!%]", re.MULTILINE)  # what only a notebook can run


@dataclass
class ImportStop:
    """Where one thing that runs at import stopped: a cell, or the file. line: in that place, at its top level. names: what it would have given."""

    place: str
    error: BaseException
    line: int
    names: list[str]


@dataclass
class Piece:
    """What runs as one: a file, or a cell. file: what tracebacks call it. run: all of it. parsed: its statements, where it is Python. text: as it was written."""

    place: str
    file: str
    run: Callable[[], None]
    parsed: Callable[[], list[ast.stmt]] = list
    text: str = ""


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
        self.shell = Shell(vars(self.module), folder, main)
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
        for piece in self._pieces(sources):
            self._step(piece, go_on)
            if self.stops and not go_on:
                break
        if self.stops and not (go_on and self._defines()):
            raise self.stops[0].error

    def look(self) -> None:
        """Note what was switched; from here on each test begins as if it had not been."""
        self.changed = self.switches.look()

    def _pieces(self, sources: bytes) -> Iterator[Piece]:
        """What runs one after the other."""
        main = str(self._path)
        if self.cells:
            sys.path.insert(1, os.getcwd())  # a cell may write a module there
            lines = self._path.read_text(encoding="utf-8").split("\n")
            for number, first, last in self.cells:
                place, source = f"cell {number}", "\n".join(lines[first - 1 : last]) + "\n"
                yield Piece(
                    place,
                    str(self.folder / place),
                    lambda source=source, place=place: self.shell.run(source, place),  # type: ignore[misc]
                    lambda: ast.parse(self.shell.text).body,
                    source,
                )
        elif CELL_MARK.encode() in sources or b"marimo.App(" in sources:
            yield from self._parts()
        else:
            yield Piece("", main, self._import_main, lambda: ast.parse(self._source()).body)
        for name in self.modules:
            yield Piece(
                name,
                str(self.folder / name),
                lambda name=name: self.others.append(importlib.import_module(_module_name(name))),  # type: ignore[misc]
            )

    def _import_main(self) -> None:
        package = self.spec.name.rpartition(".")[0]
        if package:
            importlib.import_module(package)
        assert isinstance(self.spec.loader, SourceFileLoader)
        try:
            code = self.spec.loader.get_code(self.spec.name)
            assert code
        except SyntaxError:
            if not RAW.search(importlib.util.decode_source(self._path.read_bytes())):
                raise
            code = compile(self._source(), str(self._path), "exec", dont_inherit=True)
        exec(code, vars(self.module))

    def _source(self) -> str:
        """The main file as Python: where it is none, and has lines that only a notebook can run, as a notebook would run them."""
        source = importlib.util.decode_source(self._path.read_bytes())
        try:
            ast.parse(source)
        except SyntaxError:
            return self.shell.transformed(source) if RAW.search(source) else source
        return source

    def _parts(self) -> Iterator[Piece]:
        """A file that has cells of its own: those of a percent script, or marimo's."""
        main, source = str(self._path), importlib.util.decode_source(self._path.read_bytes())
        try:
            tree = ast.parse(source, main)
        except SyntaxError:  # then each cell by itself, so that a broken one costs that cell
            for first, text in texts(source):
                yield Piece(
                    PART,
                    main,
                    lambda first=first, text=text: self._execute(self._cell_of(first, text)),  # type: ignore[misc]
                    lambda first=first, text=text: ast.parse(self._cell_of(first, text)).body,  # type: ignore[misc]
                    text,
                )
            return
        for body in bodies(tree, source):
            yield Piece(
                PART,
                main,
                lambda body=body: self._execute(ast.Module(body, [])),  # type: ignore[misc]
                lambda body=body: body,  # type: ignore[misc]
            )

    def _cell_of(self, first: int, text: str) -> str:
        """A cell of a percent script, as a notebook would run it, at its own lines."""
        return "\n" * (first - 1) + (self.shell.transformed(text) if RAW.search(text) else text)

    def _execute(self, code: str | ast.Module, file: str = "") -> None:
        self.shell.execute(compile(code, file or str(self._path), "exec", FLAGS, dont_inherit=True))

    def _step(self, piece: Piece, go_on: bool) -> None:
        """Run a piece. An import that fails costs what it names; after another line that does, only what gives names is still run."""
        error = self._attempt(piece.run)
        if error is None:
            return
        nodes = _parsed(piece)
        rest = nodes
        while error is not None and len(self.stops) < MOST_STOPS:
            line = line_in(error, piece.file)
            stopped, rest = split_at(rest, line)
            names = bound_names([stopped, *rest] if stopped else nodes) or words_bound(piece.text)
            if stopped and is_import(stopped) and self.stand_ins.bound(stopped, error, vars(self.module)):
                names = []
            else:
                self.stops.append(ImportStop(piece.place, error, line, names))
            if not go_on or str(error).startswith(WITHOUT.partition("{")[0]):
                return
            if not is_import(stopped):
                break
            error = self._attempt(lambda rest=rest: self._execute(with_futures(nodes, rest), piece.file))  # type: ignore[misc]
        for node in filter(gives_names, rest if error is not None else []):
            self._attempt(lambda node=node: self._execute(with_futures(nodes, [node]), piece.file))  # type: ignore[misc]

    def _attempt(self, step: Callable[[], None]) -> BaseException | None:
        try:
            with Alarm(self._deadline, CELL_SHARE if self.cells else FILE_SHARE):
                step()
        except BaseException as error:
            return error
        return None

    def lost(self, stop: ImportStop) -> list[str]:
        """The names that are missing because of it."""
        return [name for name in stop.names if name not in vars(self.module)]

    def _defines(self) -> bool:
        """Whether there is anything yet that a test could call."""
        names = [pair for module in (self.module, *self.others) for pair in list(vars(module).items())]
        return any(not name.startswith("_") and not isinstance(value, ModuleType) for name, value in names)


def place_of(filename: str, folder: Path, main: str) -> str | None:
    """What a file of student code is called in a traceback: empty for the main one; None for any other file."""
    for top in (str(folder), os.getcwd()):
        if filename.startswith(f"{top}/"):
            name = filename[len(top) + 1 :]
            return "" if name == main else name
    return None


def _module_name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _parsed(piece: Piece) -> list[ast.stmt]:
    try:
        return piece.parsed()
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
