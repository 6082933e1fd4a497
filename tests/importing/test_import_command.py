"""`dlgrade import`: what a teacher reads of a source, and that none of it is run."""

from __future__ import annotations

import ast
import json
import textwrap
from pathlib import Path

import pytest

from grader.authoring.importing.read import read
from grader.authoring.importing.write import write_lesson
from grader.course.lessons import Course
from tests.cli.command_line import dlgrade, refused
from tests.importing.notebooks import LAB, code, graded, question, raw, text, write

SOLUTION = "def f(x):\n    return x + 1\n\n\ndef g(x):\n    return f(x) * 2\n"


def brought(tmp_path: Path, tests: str, solution: str = SOLUTION) -> tuple[str, dict[str, str]]:
    """The suite that comes of a pytest module, and why each test of it that is left could not be brought."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "work.py").write_text(solution)
    (folder / "test_work.py").write_text("from work import *\nfrom work import f, g\n" + textwrap.dedent(tests))
    imported = write_lesson(read("pytest", folder), tmp_path / "course")
    (suite,) = (tmp_path / "course").glob("solutions/*/suite/test_*.py")
    return suite.read_text(), {fate.part.split(": ")[-1]: fate.why for fate in imported.left}


def test_table_says_what_came_over_and_what_did_not(tmp_path: Path) -> None:
    more = question("q7", "Look inside.", [code("z = 1 # SOLUTION")], [code("'z' in globals()", "True")])
    source = write([*LAB, *more], tmp_path / "lab.ipynb")

    result = dlgrade("import", "otter", str(source), "--out", str(tmp_path / "course"))

    assert result.exit_code == 1
    table = {line.split("  ")[0]: line for line in result.stdout.splitlines()}
    assert "NOT BROUGHT" in table["test_q7"]
    assert "looks into the student's module by" in table["test_q7"]
    assert "hidden and public test of task 1," in table["The mean: test_q1_1"]
    assert "task 7, graded by hand" in table["q7"]
    assert "dlgrade check lesson01 solutions/lesson01_lab/lab.py" in result.stdout


def test_second_import_is_the_next_lesson(tmp_path: Path) -> None:
    source = write([graded("solution", "a", "a = 1"), graded("tests", "t", "assert a == 1", 1)], tmp_path / "one.ipynb")
    for expected in ("lesson01_one", "lesson02_one"):
        result = dlgrade("import", "nbgrader", str(source), "--out", str(tmp_path / "course"), "--json")

        assert (result.exit_code, json.loads(result.stdout)["lesson"]) == (0, expected)
    assert [lesson.facts.number for lesson in Course(tmp_path / "course").lessons()] == [1, 2]


def test_nothing_of_a_source_is_run(tmp_path: Path) -> None:
    """Cells, tests, test files, decorators, outputs and YAML that would each leave a file behind."""
    mark = tmp_path / "was-run"
    run = f"__import__('pathlib').Path({str(mark)!r}).touch()"
    otter = [
        raw(f"# ASSIGNMENT CONFIG\nname: !!python/object/apply:os.system ['touch {mark}']"),
        code(run),
        *question(
            'q1"""; ' + run,
            f'# """; {run}',
            [code(f"a = {run} # SOLUTION")],
            [code(f"{run}\na", f"{run}"), code("a == 1", "True")],
        ),
    ]
    files = tmp_path / "files" / "tests"
    files.mkdir(parents=True)
    (files / "q1.py").write_text(
        f"{run}\ntest = {{'name': 'q1', 'suites': [{{'cases': [{{'code': '>>> {run[:-1]})'}}]}}]}}\n".replace(
            "'pathlib'", '"pathlib"'
        ).replace(repr(str(mark)), json.dumps(str(mark)))
    )
    (files.parent / "work.py").write_text(f"{run}\ndef a():\n    {run}\n")
    cells = [
        text(f'# """\n{run}'),
        graded("solution", "a", f"a = {run}"),
        graded("tests", "t", f'"""\\"\\"\\"; {run}"""\n{run}\nassert a', 1),
    ]
    module = tmp_path / "module"
    module.mkdir()
    (module / "work.py").write_text(f"{run}\ndef f():\n    {run}\n")
    (module / "test_work.py").write_text(
        f"import pytest\nfrom work import f\n{run}\n@pytest.mark.parametrize('a', [{run}])\ndef test_f(a):\n    assert f() == {run}\n"
    )

    refused("import", "otter", str(write(otter, tmp_path / "otter.ipynb")), "--out", str(tmp_path / "course"))
    otter[0] = raw("# ASSIGNMENT CONFIG\nname: plain")
    sources = {
        "otter": write(otter, tmp_path / "otter.ipynb"),
        "nbgrader": write(cells, tmp_path / "nb.ipynb"),
        "pytest": module,
    }
    for kind, source in sources.items():
        dlgrade("import", kind, str(source), "--out", str(tmp_path / "course"))
    dlgrade("import", "otter", str(files.parent), "--out", str(tmp_path / "course"))

    assert not mark.exists()
    written = [
        path
        for path in (tmp_path / "course").rglob("*.py")
        if path.parent.name == "suite" or path.name == "test_public.py"
    ]
    assert len(written) >= 6
    for path in written:  # a suite is definitions: what a cell or a title says is no statement of its own
        kinds = {type(node).__name__ for node in ast.parse(path.read_text()).body[1:]}
        assert kinds <= {"Import", "ImportFrom", "FunctionDef", "Assign"}


def test_data_comes_along_and_the_code_finds_it(tmp_path: Path) -> None:
    (tmp_path / "heights.csv").write_text("158\n171\n")
    cells = [
        raw("# ASSIGNMENT CONFIG\nfiles:\n  - heights.csv\nautograder_files:\n  - answers.csv"),
        code("import numpy as np\nheights = np.loadtxt('heights.csv')  # heights.csv"),
        *question(
            "q1",
            "a",
            [code("n = len(heights) # SOLUTION")],
            [code("n", "2"), code("len(np.loadtxt('answers.csv')) == n", "True")],
        ),
    ]

    imported = write_lesson(read("otter", write(cells, tmp_path / "lab.ipynb")), tmp_path / "course")

    folder = tmp_path / "course/exercises/lesson01_lab"
    assert (folder / "data/heights.csv").read_text() == "158\n171\n"
    assert 'heights = np.loadtxt("data/heights.csv")  # heights.csv' in (folder / "lab.py").read_text()
    assert [fate.part for fate in imported.left] == ["answers.csv", "q1: test_q1_2"]


def test_files_outside_the_source_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("1")
    cells = [
        raw("# ASSIGNMENT CONFIG\nfiles:\n  - ../secret.csv\n  - /etc/passwd"),
        *question("q1", "a", [code("a = 1 # SOLUTION")], [code("a", "1")]),
    ]
    source = write(cells, tmp_path / "inside" / "lab.ipynb")

    imported = write_lesson(read("otter", source), tmp_path / "course")

    assert [fate.part for fate in imported.left] == ["../secret.csv", "/etc/passwd"]
    assert not list((tmp_path / "course").rglob("secret.csv"))


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("def test_a():\n    assert 'f' in globals()", "looks into the student's module by globals"),
        ("import inspect\ndef test_a():\n    assert inspect.getsource(f)", "reads the student's code itself (inspect)"),
        (
            "def test_a(monkeypatch):\n    monkeypatch.setattr('builtins.input', lambda: '3')\n    assert f(1) == 2",
            "uses the fixture monkeypatch",
        ),
        ("def test_a():\n    global f\n    f = None", "puts something of its own in the place of the student's f"),
        (
            "def test_a():\n    y = 3\n    def h(x):\n        return x + y\n    assert f(h) == 4",
            "hands the student's code a function of its own that needs y",
        ),
        ("import pytest\n@pytest.mark.skip\ndef test_a():\n    assert f(1) == 2", "is skipped or expected to fail"),
        ("import pytest\n@pytest.mark.parametrize('x', f(1))\ndef test_a(x):\n    assert f(x)", "takes its cases from"),
        ("async def test_a():\n    assert f(1) == 2", "is a coroutine"),
        ("def test_a():\n    assert f(1) == helper(2)", "uses helper, which neither the solution nor the tests define"),
    ],
)
def test_what_cannot_be_brought_says_why(tmp_path: Path, test: str, why: str) -> None:
    _, left = brought(tmp_path, f"{test}\n\ndef test_other():\n    assert g(1) == 4\n")

    assert list(left) == ["test_a"]
    assert left["test_a"].startswith(why)


def test_a_test_keeps_its_own_names(tmp_path: Path) -> None:
    """Names that a test binds itself stay its own, in whatever scope; the student's come from the student."""
    suite, left = brought(
        tmp_path,
        """
        def test_scopes():
            g = [f(f) for f in range(3)] if False else 1
            assert (lambda f: f)(2) == 2
            assert {f: 1 for f in [3]} == {3: 1}
            def inner(f):
                return f + 1
            assert inner(1) == f(1)
        """.replace("g = ", "h = "),
    )

    assert left == {}
    assert "assert inner(1) == student.f(1)" in suite
    assert "(lambda f: f)(2)" in suite
    assert "{f: 1 for f in [3]}" in suite
    assert "[f(f) for f in range(3)]" in suite


def test_exceptions_of_student_code_are_known(tmp_path: Path) -> None:
    suite, left = brought(
        tmp_path,
        """
        import pytest
        def test_two_kinds():
            try:
                f(None)
                assert False
            except (TypeError, ValueError):
                pass
        def test_words():
            with pytest.raises(TypeError) as caught:
                f(None)
            assert "None" in str(caught.value)
        """,
    )

    assert left == {}
    assert "if is_one(error, TypeError, ValueError):" in suite
    assert "with check.raises(TypeError) as caught:" in suite
    assert "assert 'None' in caught.message" in suite


def test_fixtures_come_from_the_conftest_beside_the_tests(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "conftest.py").write_text(
        "import pytest\nimport work as w\n\n@pytest.fixture(scope='module')\ndef two():\n    return w.f(1)\n\n@pytest.fixture\ndef four(two):\n    yield two + 2\n"
    )
    (tmp_path / "source" / "work.py").write_text(SOLUTION)
    (tmp_path / "source" / "test_work.py").write_text(
        "import work\n\ndef test_a(four, capsys):\n    assert four == 4\n    assert 'x' not in capsys.readouterr().out\n"
    )
    write_lesson(read("pytest", tmp_path / "source"), tmp_path / "course")
    (suite,) = (tmp_path / "course").glob("solutions/*/suite/test_*.py")

    text = suite.read_text()

    assert "@pytest.fixture\ndef two(student):\n    return student.f(1)\n" in text
    assert "def four(two):\n    yield (two + 2)\n" in text
    assert "def test_a(worker, four):" in text
    assert "assert 'x' not in worker.printed()" in text


def test_source_that_is_none_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    empty = write([text("# Nothing")], tmp_path / "empty.ipynb")
    (tmp_path / "test_alone.py").write_text("def test_a():\n    assert True\n")

    assert "is no notebook that can be read" in refused("import", "otter", str(broken), "--out", str(tmp_path / "c"))
    assert "no cell that nbgrader knows" in refused("import", "nbgrader", str(empty), "--out", str(tmp_path / "c"))
    assert "no `# BEGIN QUESTION`" in refused("import", "otter", str(empty), "--out", str(tmp_path / "c"))
    assert "must import one module" in refused(
        "import", "pytest", str(tmp_path / "test_alone.py"), "--out", str(tmp_path / "c")
    )
    assert not (tmp_path / "c").exists()
