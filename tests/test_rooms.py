"""The rooms of the package stand on floors: what a room imports lies below it, so nobody has to know the rooms above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "grader"

# From the ground up; rooms of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("sentences",),
    ("errors", "files", "forks", "manual", "temporary", "wire"),
    ("children", "scorecard"),
    ("devices", "worker"),
    ("zygote",),
    ("course", "sandbox"),
    ("intake", "judge"),
    ("engine",),
    ("authoring", "classroom"),
    ("reports",),
    ("harvest", "learner"),
    ("api", "demo", "lms"),
    ("serve",),
    ("magic", "commands"),
    ("cli",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "submissions" not in path.parts)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms that a module names in an import, wherever in it that stands."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[1] for name in names if name.startswith("grader."))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room_of(path) != "__init__"], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_module_imports_only_what_lies_below_its_room(path: Path) -> None:
    room = room_of(path)
    above = {other for other in imported_rooms(path) if other != room and FLOOR[other] >= FLOOR[room]}

    assert not above


def test_every_room_says_what_it_is_for() -> None:
    for init in sorted(PACKAGE.rglob("__init__.py")):
        if "submissions" in init.parts:
            continue
        assert len((ast.get_docstring(ast.parse(init.read_bytes())) or "").split()) >= 10, init


def test_a_class_name_has_one_meaning() -> None:
    """Whoever reads a name in a traceback or searches for it finds the one thing that it is."""
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))

    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
