"""Runs the cells of a notebook one after the other in one namespace, as Jupyter would; magics that need a shell do nothing."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import inspect
import io
import linecache
import os
import re
import shlex
import sys
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from grader.worker.plots import Plots

__all__ = ["Shell", "preload_transformer"]

MOST_MAGICS = 200  # IPython's transformer takes time that grows with their square
CELL_MAGIC = re.compile(r"(\s*)%%(\w+)[ \t]*([^\n]*)\n?")
MAGIC = re.compile(r"^[ \t]*[%!?].*$|^.*\?[ \t]*$", re.MULTILINE)
TRANSFORMED = re.compile(r"[%!?]|\A\s*(>>>|In ?\[|[ \t]+\S)")
LEFT = 20
PYLAB = "import numpy\nimport matplotlib\nfrom matplotlib import pyplot\nfrom pylab import *\nfrom numpy import *\nnp, plt = numpy, pyplot\n"
TRANSFORMER: list[type[Any]] = []


def preload_transformer() -> None:
    """Import IPython's input transformer without the rest of IPython, which takes ten times as long; nothing of it stays in sys.modules."""
    spec = importlib.util.find_spec("IPython")
    if TRANSFORMER or spec is None or not spec.origin or "IPython" in sys.modules:
        return
    root = Path(spec.origin).parent
    for name in ("IPython", "IPython.core", "IPython.utils"):
        package = ModuleType(name)
        package.__path__ = [str(root.joinpath(*name.split(".")[1:]))]
        sys.modules[name] = package
    try:
        from IPython.core.inputtransformer2 import TransformerManager

        TRANSFORMER.append(TransformerManager)
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "IPython"]:
            del sys.modules[name]


class Idle:
    """Whatever a notebook may ask of its front end: it does nothing."""

    def __getattr__(self, name: str) -> Idle:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        return None


class Captured(Idle):
    """What `%%capture name` leaves."""

    stderr = ""
    outputs: tuple[Any, ...] = ()

    def __init__(self, stdout: str) -> None:
        self.stdout = stdout


class ShellOutput(list[str]):
    """What a shell command printed, line by line, with the other forms that IPython has for it."""

    @property
    def n(self) -> str:
        return "\n".join(self)

    nlstr = n

    @property
    def s(self) -> str:
        return " ".join(self)

    spstr = s

    @property
    def l(self) -> list[str]:  # noqa: E743  (IPython's name)
        return self

    list = l


class Shell(Idle):
    """What `get_ipython()` gives. folder: the place that the names of the cells lie in, for tracebacks. main: the lesson's file.

    left: commands that did nothing. plots: what the cells have drawn.
    """

    def __init__(self, namespace: dict[str, Any], folder: Path, main: str) -> None:
        self.user_ns = namespace
        self.config: dict[str, Any] = {}
        self.left: list[str] = []
        self.plots = Plots()
        self._folder, self._main = folder, main
        self._place = str(folder / "cell")
        self.text = ""  # of the cell that runs, as Python

    def run(self, source: str, place: str) -> None:
        """Run one cell; its lines are those of the file `place`."""
        self._place, self.text = str(self._folder / place), ""
        linecache.cache[self._place] = (len(source), None, source.splitlines(keepends=True), self._place)
        self.plots.begin(int(place.rpartition(" ")[2]))
        try:
            self._run(source, 0)
        finally:
            self.plots.end()

    def run_cell(self, source: str, *args: Any, **kwargs: Any) -> None:
        text = self.text
        self._run(source, 0)
        self.text = text

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        self._cell_magic(name, line, cell, 0)

    def run_line_magic(self, name: str, line: str, *args: Any, **kwargs: Any) -> Any:
        """The value of `%time f(x)`; None of anything that is there for who looks at the notebook."""
        if name in ("time", "prun"):
            return self._evaluate(line)
        if name == "run":
            return self._run_file(line)
        if name == "pwd":
            return os.getcwd()
        if name == "pylab":
            return exec(PYLAB, self.user_ns)
        if name in ("pip", "conda", "mamba", "sx", "system"):
            return self.getoutput(f"%{name}")
        return None

    def magic(self, line: str) -> Any:
        name, _, rest = line.lstrip("%").partition(" ")
        return self.run_line_magic(name, rest)

    def system(self, command: str) -> None:
        self.getoutput(command)

    def getoutput(self, command: str, *args: Any, **kwargs: Any) -> list[str]:
        """What a shell command prints: nothing. Folders alone are made, for the modules that a cell may write there."""
        if command.split()[:1] == ["mkdir"]:
            _make_folders(command)
            return ShellOutput()
        word = (command.split() or [""])[0][:40]
        told = word if word.startswith("%") else f"!{word}"
        if told not in self.left and len(self.left) < LEFT:
            self.left.append(told)
        return ShellOutput()

    def _run(self, source: str, before: int) -> None:
        if magic := CELL_MAGIC.match(source):
            body = source[magic.end() :]
            self._cell_magic(magic[2], magic[3], body, before + source.count("\n", 0, magic.end()))
        else:
            self.execute(self._compile(source, before))

    def _cell_magic(self, name: str, line: str, body: str, before: int) -> None:
        """before: lines of the cell that stand before the body."""
        if name in ("writefile", "file"):
            if self._write(line, body) == self._main:  # what is handed in is that file
                self._run(body, before)
            return
        if name in ("time", "prun"):
            self._run(body, before)
        if name == "capture":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                self._run(body, before)
            words = [word for word in line.split() if word.isidentifier()]
            self.user_ns.update((word, Captured(printed.getvalue())) for word in words[:1])

    def _write(self, line: str, body: str) -> str:
        """Write a file as asked; its name."""
        words = line.split()
        names = [word.strip("'\"") for word in words if word not in ("-a", "--append")]
        if not names:
            raise ValueError("%%writefile needs the name of a file")
        if os.getcwd() not in sys.path:
            sys.path.insert(1, os.getcwd())
        with open(names[0], "a" if len(names) < len(words) else "w", encoding="utf-8") as file:
            file.write(body)
        importlib.invalidate_caches()
        return os.path.normpath(names[0])

    def _run_file(self, line: str) -> None:
        name = ([word for word in line.split() if not word.startswith("-")] or [""])[0].strip("'\"")
        path = next((each for each in (Path(name), self._folder / name) if each.is_file()), Path(name))
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True), self.user_ns)

    def _evaluate(self, text: str) -> Any:
        """Run a statement, or give an expression's value."""
        if not text.strip():
            return None
        try:
            return eval(compile(text.strip(), "<magic>", "eval", dont_inherit=True), self.user_ns)
        except SyntaxError:
            return self.execute(self._compile(text, 0, "<magic>"))

    def _compile(self, source: str, before: int, place: str = "") -> CodeType:
        if TRANSFORMED.search(source):
            source = self.transformed(source)
        text = "\n" * before + source
        if not place:
            self.text = text
        code: CodeType = compile(text, place or self._place, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        return code

    def transformed(self, source: str) -> str:
        """Magics and shell commands as the calls that they stand for."""
        if len(MAGIC.findall(source)) > MOST_MAGICS:
            raise SyntaxError(f"this cell has more than {MOST_MAGICS} magics and shell commands")
        if not TRANSFORMER:
            preload_transformer()
        return str(TRANSFORMER[0]().transform_cell(source)) if TRANSFORMER else source

    def execute(self, code: CodeType) -> None:
        """Run it in the notebook's namespace, `await` at its top included."""
        if not code.co_flags & inspect.CO_COROUTINE:
            exec(code, self.user_ns)
            return
        import asyncio

        asyncio.run(eval(code, self.user_ns))


def _make_folders(command: str) -> None:
    try:
        words = shlex.split(command, comments=True)
    except ValueError:  # no command that a shell could read
        return
    for word in words[1:]:
        if not word.startswith("-"):
            with contextlib.suppress(OSError):
                Path(word).mkdir(parents=True, exist_ok=True)
