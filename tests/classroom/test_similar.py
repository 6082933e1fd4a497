"""A copy with other names is found; what the stub or the whole class explains is not held against anybody."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from grader.classroom import passages
from grader.classroom.pairs import read_similar
from grader.classroom.similar import similar_pairs
from grader.cli import main
from tests.class_folder import Classroom

STUB = '"""Statistics."""\n\n\ndef mean(values):\n    """The mean of a list of numbers, 0 for an empty one."""\n    raise NotImplementedError\n'


def own_work(seed: int) -> str:
    """A program like no other, of some length."""
    pick = random.Random(seed)
    lines = []
    for number in range(12):
        terms = [f"{pick.choice(['abs', 'max', 'min'])}(a[{pick.randint(0, 9)}], b)" for _ in range(pick.randint(2, 5))]
        lines.append(
            f"    if a {pick.choice('<>')} {pick.randint(0, 99)}: b = {pick.choice('+-*').join(terms)}  # {number}\n"
        )
    return f"{STUB}\n\ndef solve(a, b):\n{''.join(lines)}    return b\n"


def renamed(source: str) -> str:
    """As a copy is disguised: other names, no comments, other spacing."""
    source = re.sub(r"  # \d+", "", source)
    return re.sub(r"\ba\b", "first", re.sub(r"\bb\b", "second", source)).replace(" = ", "=")


def test_a_disguised_copy_is_found_alone() -> None:
    sources = {f"s{number}": own_work(number) for number in range(12)} | {"copy": renamed(own_work(3))}
    (pair,) = similar_pairs(sources, STUB, 60)
    assert (pair.first, pair.second) == ("copy", "s3")
    assert min(pair.first_share, pair.second_share) > 80


def test_stub_explains_what_all_share() -> None:
    """Two who wrote next to nothing have only what they were given in common."""
    sources = {f"s{number}": f"{STUB}\n\nx{number} = {number}\n" for number in range(3)}
    assert similar_pairs(sources, STUB, 10) == []


def test_what_many_write_is_nobodys() -> None:
    """The obvious solution, handed in by half of the class."""
    sources = {f"s{number}": own_work(number % 2 or number) for number in range(12)}
    assert similar_pairs(sources, STUB, 60) == []


def test_copied_part_counts_for_the_one_who_took_it() -> None:
    """All of the thief's own work is the other's, though the other wrote much more."""
    victim = own_work(1) + own_work(2).replace(STUB, "")
    (pair,) = similar_pairs({"victim": victim, "thief": own_work(1), "else": own_work(7)}, STUB, 60)
    assert (pair.first, pair.second) == ("thief", "victim")
    assert pair.first_share > 90 > 70 > pair.second_share


def test_lines_that_both_have_are_named() -> None:
    """Of each file its own numbers, whatever stands above; never a line of the stub, a comment or an empty line."""
    mine = f"\n\nclass Own:\n    pass\n\n\n{own_work(1)}"
    (pair,) = similar_pairs({"a": mine, "b": renamed(own_work(1)), "c": own_work(7)}, STUB, 60)
    lines = [mine.splitlines()[line - 1] for line in pair.first_lines]

    solve = own_work(1).splitlines().index("def solve(a, b):") + 1
    assert set(range(solve + 1, solve + 13)) <= set(pair.second_lines)
    assert [line - 6 for line in pair.first_lines] == pair.second_lines
    assert not {line.strip() for line in STUB.splitlines()} & {line.strip() for line in lines}


def test_sources_that_are_no_python_are_compared_as_text() -> None:
    assert similar_pairs({"a": "", "b": "((((" * 50, "c": "\x00", "d": "def " * 100}, "", 60) == []


def test_command_writes_and_prints_the_pairs(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a folder of `dlgrade grade`; files that cannot be read are no match for each other."""
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))
    for name, text in (("dan", own_work(3)), ("eva", renamed(own_work(3))), ("fay", "\0" * 99), ("gil", "\0" * 99)):
        (classroom.submissions / f"{name}.py").write_text(text)
    classroom.grade()
    result = CliRunner().invoke(main, ["similar", str(classroom.out), "--json"])
    assert [(pair["first"], pair["second"]) for pair in json.loads(result.stdout)] == [("dan", "eva")]
    assert "dan,eva" in (classroom.out / "similar.csv").read_text(encoding="utf-8-sig")
    found = read_similar(classroom.out)
    assert found is not None
    assert set(found.submissions) == {"dan", "eva"}
    assert "the class explain (1):" in CliRunner().invoke(main, ["similar", str(classroom.out)]).stdout


def test_who_could_not_be_read_in_time_is_named(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes a file that the lexer never ends cannot hide behind it, and keeps nobody else from being compared."""
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))
    monkeypatch.setattr(passages, "FILE_SECONDS", 2)
    for name, text in (("dan", own_work(3)), ("eva", renamed(own_work(3))), ("zed", "'" + "\\N{" * 40_000)):
        (classroom.submissions / f"{name}.py").write_text(text)
    classroom.grade()

    result = CliRunner().invoke(main, ["similar", str(classroom.out), "--json"])

    assert [(pair["first"], pair["second"]) for pair in json.loads(result.stdout)] == [("dan", "eva")]
    assert "read them yourself (1):\n  zed" in result.stderr
    found = read_similar(classroom.out)
    assert found is not None
    assert found.unread == ["zed"]


def test_without_copydetect_the_message_says_what_to_install() -> None:
    code = "import sys; sys.modules['copydetect'] = None; import grader.classroom.similar"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "pip install 'dlgrade[similar]'" in done.stderr
