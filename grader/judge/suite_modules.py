"""The Python files of a suite beside its tests: helpers that they import, and a conftest.py with fixtures of its own."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

__all__ = ["SuiteProblem", "conftest_of", "importable", "mentions"]


class SuiteProblem(Exception):
    """The suite cannot be run as it is written: a sentence for its author."""


@contextlib.contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Within it the suite's files find each other; afterwards none of them is loaded any more."""
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    before = set(sys.modules)  # to look at each of PyTorch's thousands of modules would copy as many pages in a fork
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if folder in Path(getattr(sys.modules[name], "__file__", None) or "/").parents:
                del sys.modules[name]


def conftest_of(folder: Path) -> ModuleType | None:
    """The suite's own conftest.py, loaded. Raises SuiteProblem where it cannot be, or where it would change how tests run."""
    path = folder / "conftest.py"
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("conftest", path)
    assert spec
    assert spec.loader
    module = sys.modules["conftest"] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise SuiteProblem(f"conftest.py cannot be read: {type(error).__name__}: {error}") from error
    if hooks := sorted(name for name in vars(module) if name.startswith("pytest_")):
        raise SuiteProblem(
            f"conftest.py has {', '.join(hooks)}: a suite's conftest.py may hold fixtures and helpers, nothing that changes "
            "how tests are found and run. Remove it"
        )
    return module


def mentions(files: list[Path], word: str) -> bool:
    """Whether one of these files has the word."""
    return any(word.encode() in path.read_bytes() for path in files if path.is_file())
