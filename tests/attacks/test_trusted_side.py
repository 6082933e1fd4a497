"""The trusted side treats what comes from a student as data: by its source, and by what it does under attack."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge.remote.calls import TEST_REPLIES
from grader.sandbox.base import worker_files

from .corpus import LIMITS, ROOT, attacks

PACKAGE = ROOT / "grader"
UNTRUSTED = (PACKAGE / "worker", PACKAGE / "demo" / "submissions")
TRUSTED = sorted(path for path in PACKAGE.rglob("*.py") if not any(map(path.is_relative_to, UNTRUSTED)))
MODULES = {"pickle", "_pickle", "cPickle", "marshal", "dill", "shelve", "joblib", "cloudpickle", "runpy", "imp", "code"}
BUILTINS = {"eval", "exec", "compile", "__import__"}
METHODS = {
    "torch.load",
    "torch.jit.load",
    "np.load",
    "numpy.load",
    "pd.read_pickle",
    "yaml.load",
    "importlib.import_module",
}
# Of importlib: what decodes a source, says whether a package is there and which version, and runs nothing.
HARMLESS = {
    "importlib.util": {"decode_source", "find_spec"},
    "importlib.machinery": {"PathFinder"},
    "importlib.metadata": {"distribution", "version", "PackageNotFoundError"},
}
# Who runs what is the course's own: the linter the solution, for the handout's examples and the answers of ask.toml; `dlgrade show` the
# lesson's show.py; the judge the suite's conftest.py; the zygote modules that the coordinator names; and in_program.py, whose text a worker runs, a program that students' tests are put to.
LOADS_THE_COURSE = {
    PACKAGE / "authoring" / "asked.py": ["eval(question.proof, dict(names))"],
    PACKAGE / "judge" / "own_tests" / "in_program.py": [
        "exec(compile(source, '<program>', 'exec'), vars(program))",
        "compile(source, '<program>', 'exec')",
    ],
    PACKAGE / "authoring" / "handout.py": ["importlib.import_module(names[0])"],
    PACKAGE / "judge" / "drawing" / "run.py": ["importlib.util"],
    PACKAGE / "judge" / "suite_modules.py": ["importlib.util"],
    PACKAGE / "zygote" / "node.py": ["importlib.import_module(module)", "importlib.import_module(name)"],
}


def forbidden(path: Path) -> Iterator[str]:
    """The places in a source file that could run or unpickle what a student sent."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in MODULES)
            yield from (alias.name for alias in node.names if alias.name == "importlib.util")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MODULES | {"importlib"}:
            if not {alias.name for alias in node.names} <= HARMLESS.get(node.module or "", set()):
                yield f"from {node.module}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in BUILTINS | METHODS:
            yield ast.unparse(node)


@pytest.mark.parametrize("path", TRUSTED, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_trusted_module_never_runs_or_unpickles_data(path: Path) -> None:
    """No trusted module imports pickle and its kin, or calls eval, exec or a loader that does."""
    expected = LOADS_THE_COURSE.get(path, [])

    assert list(forbidden(path)) == expected


def test_search_for_forbidden_calls_finds_them(tmp_path: Path) -> None:
    """The search above sees what it looks for."""
    path = tmp_path / "bad.py"
    path.write_text(
        "import pickle\nfrom marshal import loads\nexec('1')\ntorch.load('x')\nimport importlib.util\n"
        "from importlib.util import find_spec, module_from_spec\nfrom importlib import import_module\n"
    )

    assert len(list(forbidden(path))) == 7


def test_worker_side_imports_nothing_of_the_judge() -> None:
    """The modules that enter the sandbox name no module of the trusted side."""
    inside = [PACKAGE / name for name in worker_files()]
    wire = ("channel", "messages", "torch_if_loaded", "values")
    allowed = {"grader.forks", *(f"grader.wire.{name}" for name in wire)}

    imported = {name for path in inside for name in _grader_imports(path) if not name.startswith("grader.worker")}

    assert imported <= allowed


def _grader_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("grader"):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("grader"))


# Those whose calls hang until a limit would only cost time here.
HANGING = {"wire_deaf", "wire_slow_drip"}
WATCHED = {attack.name for attack in attacks() if attack.family == "wire"} - HANGING
WATCHED |= {"read_environment", "read_heap_residue", "damage_pickle_bomb", "score_conftest", "score_skip"}
WATCHED |= {"resource_large_replies", "resource_list_for_numbers", "resource_long_answer_text", "resource_huge_view"}
# What the judge may take beyond its own: all replies of one test as bytes, as values and as text, a few times over.
GROWN_MB = 8 * TEST_REPLIES * LIMITS.reply_mb


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a judge under an audit hook did while it graded attacks, by attack."""
    command = [sys.executable, "-m", "tests.attacks.trap", str(tmp_path_factory.mktemp("trap")), *sorted(WATCHED)]
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_judge_under_attack_touches_nothing_but_its_own(watched: dict[str, dict[str, list[str]]]) -> None:
    """No import, exec, unpickling, process, connection or foreign file, no secret on the line, no fault of the judge."""
    caught = {name: found for name, found in watched["results"].items() if found}

    assert caught == {}
    assert set(watched["results"]) == WATCHED


def test_memory_of_the_judge_is_bounded(watched: dict[str, int]) -> None:
    """Whatever was sent to it, the judge never held more than a few times what one test may send."""
    assert watched["grown_mb"] < GROWN_MB


def test_trap_saw_the_judge_work(watched: dict[str, int]) -> None:
    """The hook was there: the judge opens its suite and compiles it, which the hook counts."""
    assert watched["events"] > 10 * len(WATCHED)


def test_trap_catches_what_it_watches_for() -> None:
    """A process, a student's module, unpickling and a foreign file are each caught."""
    from .trap import Trap  # imports torch

    trap = Trap([], Path("/nowhere"))
    trap.marker = b"a submission"
    for event in (("subprocess.Popen", "sh"), ("import", "evil"), ("pickle.find_class", "os"), ("open", "/etc/shadow")):
        trap(event[0], event[1:])

    assert len(trap.caught) == 4
