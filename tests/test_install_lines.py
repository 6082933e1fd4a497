"""Each line of the documents that installs something: what it asks for is there; and, among the slow tests, it is typed into an environment with nothing in it.

The wheel of this very source tree stands in for an index that has dlgrade, and tests/cpu_index.py for that of PyTorch's CPU builds.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from grader.authoring.release import release
from grader.course.lessons import Course
from tests.cpu_index import CPU_INDEX, stand_in

ROOT = Path(__file__).parents[1]
PAGES = [
    *ROOT.glob("README*.md"),
    *(path for path in ROOT.glob("docs/**/*") if path.is_file() and path.suffix not in {".png", ".svg"}),
]
LINE = re.compile(r"(?<!!)\bpip install [^`\n#&\\]+")
# Where a Dockerfile has put this folder.
COPIED = re.compile(r"/(src|course)(?=[/\[])")
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
ASK = "import importlib.metadata as m, json; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"


def lines_of(text: str) -> set[str]:
    return {COPIED.sub(lambda copied: f"{ROOT}", line).strip() for line in LINE.findall(text)}


LINES = sorted(set().union(*(lines_of(page.read_text(encoding="utf-8")) for page in PAGES)))


def wanted(line: str) -> list[Requirement]:
    """What it asks for by name; the source tree and its wheel are dlgrade."""
    words = iter(shlex.split(line)[2:])
    found = []
    for word in words:
        if word in ("-c", "--extra-index-url", "--index-url"):
            next(words)
        elif not word.startswith("-"):
            found.append(Requirement(re.sub(r"^(\.|/|.*\.whl)[^\[]*", "dlgrade", word)))
    return found


def names_of(requirement: Requirement) -> set[str]:
    """The distributions that it must bring, those of dlgrade's extras among them."""
    extras = [
        Requirement(each) for extra in requirement.extras if requirement.name == "dlgrade" for each in EXTRAS[extra]
    ]
    return {requirement.name.lower()}.union(*map(names_of, extras))


def test_each_page_that_installs_is_among_them() -> None:
    expected = {
        "pip install jupyterlab",
        "pip install 'dlgrade[nbgrader]'",
        f"pip install --extra-index-url {CPU_INDEX} '.[torch]'",
    }
    assert expected <= set(LINES)


@pytest.mark.parametrize("line", LINES)
def test_what_it_asks_for_has_a_name(line: str) -> None:
    """An extra that pyproject.toml lacks would only be a warning of pip's."""
    asked = wanted(line)
    assert asked
    for requirement in asked:
        assert requirement.name != "dlgrade" or requirement.extras <= set(EXTRAS)


class Fresh:
    """An environment with pip and nothing else, as its reader has it."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.programs = folder / "bin"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        links = " ".join([os.environ.get("PIP_FIND_LINKS", ""), str(wheels)]).strip()
        path = f"{self.programs}:{os.environ['PATH']}"
        self.environment = os.environ | {"PATH": path, "PIP_FIND_LINKS": links, "PIP_QUIET": "1"}

    def type(self, line: str, folder: Path = ROOT) -> str:
        done = subprocess.run(
            ["sh", "-c", line], cwd=folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    def installed(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.type(f'python -c "{ASK}"'))
        return found


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True)
    return folder


@pytest.fixture
def fresh(tmp_path: Path, wheels: Path) -> Iterator[Fresh]:
    yield Fresh(tmp_path / "venv", wheels)
    shutil.rmtree(tmp_path / "venv")


@pytest.fixture(scope="module")
def cpu_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stand_in(tmp_path_factory.mktemp("index")) as address:
        yield address


def tried(fresh: Fresh, line: str, cpu_index: str, folder: Path = ROOT) -> None:
    """It is typed, brings what it asks for, and all of that goes together; of PyTorch the build for the CPU, where the line names its index."""
    fresh.type(line.replace(CPU_INDEX, cpu_index), folder)

    brought = fresh.installed()
    expected: set[str] = set().union(*map(names_of, wanted(line)))
    assert expected - set(brought) == set()
    fresh.type("python -m pip check")
    for package in ("torch", "torchvision"):
        assert (CPU_INDEX in line) == brought.get(package, "").endswith("+cpu")
    if "dlgrade" in expected:
        assert fresh.type("dlgrade --version")
    if "torch" in expected and CPU_INDEX not in line:
        fresh.type("python -c 'import torchvision; torchvision.ops.nms'")


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("line", LINES)
def test_it_installs(line: str, fresh: Fresh, cpu_index: str) -> None:
    tried(fresh, line, cpu_index)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_lines_of_a_release_install(language: str, fresh: Fresh, cpu_index: str, tmp_path: Path) -> None:
    """That with the index of CPU builds, and the one for where it cannot be reached: the second finds the first one's packages and changes nothing but them."""
    course = Course(ROOT)
    release(course, course.lessons()[:1], tmp_path / "course")
    readme = tmp_path / "course" / ("README.md" if language == "en" else f"README.{language}.md")
    by_index, without = sorted(lines_of(readme.read_text(encoding="utf-8")))

    tried(fresh, by_index, cpu_index, tmp_path / "course")
    if language == "en":
        fresh.type("python -m pip uninstall --yes torch torchvision")
        tried(fresh, without, cpu_index, tmp_path / "course")
