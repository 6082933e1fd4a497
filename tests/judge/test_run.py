"""One suite under pytest: outcomes of hostile workers, and suites that are at fault."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch

from grader.course.lessons import Course, Lesson
from grader.judge import judging
from grader.judge.grading import Grading
from grader.judge.judging import judge
from grader.judge.messages import Job
from grader.judge.run import run_suite
from grader.sandbox import Sandbox
from grader.sentences import in_language
from grader.wire.channel import HEADER
from grader.wire.messages import Call, Limits, Returned, Sequence, Stopped
from grader.wire.values import pack
from tests.judge.hostile import LIMITS, FakeParent, frame, freezes

Make = Callable[..., FakeParent]
SUITE = '''
import pytest
import torch
from grader.judge import check
{decorator}
def test_it(student{fixtures}):
    """the claim

    zh: 断言
    """
    {body}
'''


@pytest.fixture
def lesson(tmp_path: Path, toy_course: Course) -> Lesson:
    """A copy of the toy lesson that a test may break."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    return Course(tmp_path).lesson("1")


def job(lesson: Lesson, limits: Limits, **options: Any) -> Job:
    facts: dict[str, Any] = {"problem": "", "seed": 3, "secret_key": bytes(32), "tasks": [], "cache": ""} | options
    main = lesson.facts.file
    return Job(str(lesson.handout), str(lesson.instructor), limits, {main: b""}, main, **facts)


def judged(lesson: Lesson, parent: FakeParent, limits: Limits = LIMITS, **options: Any) -> Grading:
    return run_suite(lesson, parent.control, {"add.py": b""}, job(lesson, limits, **options))


def with_suite(
    lesson: Lesson, body: str = "pass", decorator: str = "@pytest.mark.task(1)", fixtures: str = ""
) -> Lesson:
    text = SUITE.format(body=body, decorator=decorator, fixtures=fixtures)
    (lesson.instructor / "suite" / "test_add.py").write_text(text)
    return lesson


def adds(sock: socket.socket, call: Call) -> None:
    a, b = call.args
    sock.sendall(frame(Returned(call.id, a + b)))  # type: ignore[operator]


def nan(sock: socket.socket, call: Call) -> None:
    sock.sendall(frame(Returned(call.id, float("nan"))))


def hangs(sock: socket.socket, call: Call) -> None:
    pass


def hangs_up(sock: socket.socket, call: Call) -> None:
    sock.shutdown(socket.SHUT_RDWR)


def overflows(sock: socket.socket, call: Call) -> None:
    sock.sendall(HEADER.pack(2**32 - 1, 2**32 - 1))


def claims_to_pass(sock: socket.socket, call: Call) -> None:
    sock.sendall(frame({"tag": "returned", "id": call.id, "value": "passed", "outcome": "passed"}))


OUTCOMES = {adds: "passed", nan: "failed", hangs_up: "crashed", overflows: "crashed", claims_to_pass: "failed"}


def test_a_machine_that_stood_still_is_a_fault_of_ours(
    lesson: Lesson, fake_parent: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No points are lost by it, and nobody asks the reference what the submission did wrong."""
    limits = msgspec.structs.replace(LIMITS, call_seconds=0.1)
    plugin = judged(with_suite(lesson, "student.add(1, 2)"), fake_parent(freezes(monkeypatch)), limits)
    (record,) = plugin.records
    assert record.result.outcome == "grader_fault"
    assert str(record.result.message).startswith("This machine stood still for 60 seconds")
    assert plugin.strange == []


@pytest.mark.parametrize(("lie", "outcome"), OUTCOMES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_worker_s_behaviour_decides_the_outcome(fake_parent: Make, lesson: Lesson, lie: Any, outcome: str) -> None:
    plugin = judged(lesson, fake_parent(lie))
    assert [record.result.outcome for record in plugin.records] == [outcome, outcome]
    assert plugin.faults == []


def test_a_worker_that_hangs_is_out_of_time(fake_parent: Make, lesson: Lesson) -> None:
    plugin = judged(lesson, fake_parent(hangs), Limits(call_seconds=0.1))
    assert [record.result.outcome for record in plugin.records] == ["timed_out", "timed_out"]


@pytest.mark.parametrize(("line", "told"), [(2, 2), (3, 0), ((1 << 31) - 1, 0)])
def test_a_line_that_the_file_does_not_have_is_not_pointed_at(
    fake_parent: Make, lesson: Lesson, line: int, told: int
) -> None:
    """The worker says where its call stood, and may say anything."""
    parent = fake_parent(hangs, Stopped(True, "signal Killed", line))
    asked = job(lesson, msgspec.structs.replace(LIMITS, call_seconds=0.1))
    (record, _) = run_suite(lesson, parent.control, {"add.py": b"x = 1\n"}, asked).records
    where = record.result.where
    assert (where.line if where else 0) == told


def test_points_are_exact_and_only_for_what_passed(fake_parent: Make, lesson: Lesson) -> None:
    with_suite(lesson, "check.equal(student.add(1, 2), 3)", '@pytest.mark.task(1, points="0.1")')
    (record,) = judged(lesson, fake_parent(adds)).records
    assert (record.result.points, record.result.max_points) == (Decimal("0.1"), Decimal("0.1"))
    (record,) = judged(lesson, fake_parent(nan)).records
    assert (record.result.points, record.result.max_points) == (Decimal(0), Decimal("0.1"))


FAULTS = {
    "no task": ({"decorator": ""}, "it needs @pytest.mark.task(N) with a task of lesson.toml"),
    "an unknown task": ({"decorator": "@pytest.mark.task(9)"}, "with a task of lesson.toml"),
    "negative points": ({"decorator": "@pytest.mark.task(1, points=-1)"}, "its points are not positive"),
    "points of text": ({"decorator": "@pytest.mark.task(1, points='few')"}, "its points are not a number"),
    "NaN points": ({"decorator": "@pytest.mark.task(1, points='NaN')"}, "its points are not"),
    "endless points": ({"decorator": "@pytest.mark.task(1, points='Infinity')"}, "its points are not"),
    "a mark that is not there": ({"decorator": "@pytest.mark.taks(1)"}, "the suite cannot be read"),
    "a skip": ({"decorator": "@pytest.mark.skip\n@pytest.mark.task(1)"}, "must not be skipped"),
    "an expected failure": ({"decorator": "@pytest.mark.xfail\n@pytest.mark.task(1)"}, "expected to fail"),
    "an import that fails": ({"decorator": "import nothing_of_the_kind"}, "the suite cannot be read"),
    "a module that skips": ({"decorator": "pytest.skip('x', allow_module_level=True)"}, "the suite skips tests"),
}


@pytest.mark.parametrize(("broken", "says"), FAULTS.values(), ids=FAULTS)
def test_a_suite_that_cannot_be_scored_is_a_fault(fake_parent: Make, lesson: Lesson, broken: Any, says: str) -> None:
    plugin = judged(with_suite(lesson, **broken), fake_parent(adds))
    assert says in "; ".join(map(str, plugin.faults))
    assert plugin.records == []


STRANGE = {
    "an error": ("student.add(1, 2)['x']", "TypeError in the suite: 'int' object is not subscriptable"),
    "a skip": ("pytest.skip('not today')", "Skipped in the suite: not today"),
    "an expected failure": ("pytest.xfail('known')", "XFailed in the suite: known"),
    "an import": ("pytest.importorskip('nothing_of_the_kind')", "in the suite"),
    "an exit": ("raise SystemExit(0)", "SystemExit in the suite: 0"),
    "what cannot be sent": ("student.add({1}, 2)", "TypeError in the suite: a set cannot be sent to student code"),
}


@pytest.mark.parametrize(("body", "says"), STRANGE.values(), ids=STRANGE)
def test_a_test_that_does_not_run_to_its_end_is_no_pass(
    fake_parent: Make, lesson: Lesson, body: str, says: str
) -> None:
    plugin = judged(with_suite(lesson, body), fake_parent(adds))
    assert [record.result.outcome for record in plugin.records] == ["grader_fault"]
    assert says in str(plugin.records[0].result.message)
    assert plugin.strange == ["test_it"]


@pytest.mark.parametrize("body", ["pytest.exit('done', 0)", "raise KeyboardInterrupt"])
def test_a_suite_that_ends_the_run_is_at_fault(fake_parent: Make, lesson: Lesson, body: str) -> None:
    plugin = judged(with_suite(lesson, body), fake_parent(adds))
    assert plugin.faults or [record.result.outcome for record in plugin.records] == ["grader_fault"]


def test_a_fixture_that_does_not_exist_is_the_suite_s_error(fake_parent: Make, lesson: Lesson) -> None:
    plugin = judged(with_suite(lesson, fixtures=", studnet"), fake_parent(adds))
    assert [record.result.outcome for record in plugin.records] == ["grader_fault"]


def test_an_assertion_of_the_suite_fails_with_its_own_words(fake_parent: Make, lesson: Lesson) -> None:
    plugin = judged(with_suite(lesson, "assert student.add(1, 2) == 4, 'it is not four'"), fake_parent(adds))
    assert plugin.records[0].result.message == "it is not four"


def test_an_empty_suite_collects_nothing_of_the_working_directory(
    fake_parent: Make, lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stray test file where the instructor stands, such as a submission, is not imported by the judge."""
    trap = tmp_path / "trap"
    trap.mkdir()
    (trap / "test_stray.py").write_text(f"open({str(trap / 'sprung')!r}, 'w')\ndef test_x(): pass\n")
    (lesson.instructor / "suite" / "test_add.py").unlink()
    monkeypatch.chdir(trap)
    plugin = judged(lesson, fake_parent(adds))
    assert not (trap / "sprung").exists()
    assert list(map(str, plugin.faults)) == [f"the suite at {lesson.suite} has no test"]


def test_configuration_beside_the_suite_is_not_read(fake_parent: Make, lesson: Lesson) -> None:
    with_suite(lesson, "check.equal(student.add(1, 2), 4)")
    (lesson.instructor / "suite" / "pytest.ini").write_text("[pytest]\naddopts = --nothing-of-the-kind\n")
    assert [record.result.outcome for record in judged(lesson, fake_parent(adds)).records] == ["failed"]


def test_two_tests_of_one_name_are_a_fault(fake_parent: Make, lesson: Lesson) -> None:
    with_suite(lesson)
    suite = lesson.instructor / "suite"
    shutil.copy(suite / "test_add.py", suite / "test_more.py")
    assert list(map(str, judged(lesson, fake_parent(adds)).faults)) == ["two tests are called test_it"]


def test_a_task_alone_is_graded_alone(fake_parent: Make, lesson: Lesson) -> None:
    facts = lesson.handout / "lesson.toml"
    facts.write_text(facts.read_text() + '\n[[tasks]]\nnumber = 2\ntitle = "More"\ntitle_zh = "更多"\npoints = 1\n')
    lesson = Lesson(lesson.handout, lesson.instructor, Limits())
    assert len(judged(lesson, fake_parent(adds), tasks=[1]).records) == 2
    (fault,) = judged(lesson, fake_parent(adds), tasks=[2]).faults
    assert str(fault).startswith("task 2 has no test")


EVIL = "\x1b[2J\u202e<b>"


def shouts(sock: socket.socket, call: Call) -> None:
    frames = [[3, EVIL, EVIL]]
    sock.sendall(
        frame({"tag": "raised", "id": call.id, "type": EVIL, "bases": [EVIL], "message": EVIL * 900, "frames": frames})
    )


def objects(sock: socket.socket, call: Call) -> None:
    sock.sendall(frame({"tag": "returned", "id": call.id, "value": ["h", 1, EVIL]}))


@pytest.mark.parametrize("lie", [shouts, objects])
def test_text_of_a_student_comes_escaped_and_bounded(fake_parent: Make, lesson: Lesson, lie: Any) -> None:
    for record in judged(lesson, fake_parent(lie)).records:
        texts = [text for text in (record.result.message, record.result.yours, record.result.call) if text]
        assert all(c.isprintable() or c == "\n" for text in texts for c in str(text))
        assert sum(len(str(text)) for text in texts) < 3000


def test_claim_and_place_to_read_are_known_in_other_languages(fake_parent: Make, lesson: Lesson) -> None:
    (record, _) = judged(lesson, fake_parent(nan)).records
    result = in_language(record.result, "zh")
    assert (record.result.claim, result.claim) == ("add(2, 3) is 5", "add(2, 3) 等于 5")
    assert result.read == "exercises/lesson01_add/README.zh.md，“任务 1”"


def adds_in_a_tensor(sock: socket.socket, call: Call) -> None:
    a, b = call.args
    value, parts = pack(torch.tensor([float(a) + float(b)], dtype=torch.float64), _no_object)  # type: ignore[arg-type]
    sock.sendall(frame(Returned(call.id, value), b"".join(parts)))


def _no_object(value: Any) -> Any:
    raise AssertionError(value)


def test_a_number_in_a_tensor_of_one_element_costs_nothing_and_is_told(fake_parent: Make, lesson: Lesson) -> None:
    plugin = judged(with_suite(lesson, "check.close(student.add(2, 3), 5)"), fake_parent(adds_in_a_tensor))
    assert [record.result.outcome for record in plugin.records] == ["passed"]
    assert [note.id for note in plugin.notes()] == ["lenient.one_element"]


def test_a_submission_that_cannot_be_read_is_not_run(fake_parent: Make, lesson: Lesson) -> None:
    plugin = judged(lesson, fake_parent(adds), problem="Your file is no text.")
    assert [(r.result.outcome, r.result.message) for r in plugin.records] == [("not_run", "Your file is no text.")] * 2


def test_the_same_seed_asks_the_same_of_a_real_worker(sandbox: Sandbox, lesson: Lesson) -> None:
    source = {"add.py": b"def add(a, b): return a - b"}
    runs = [run_suite(lesson, sandbox.channel, source, job(lesson, Limits(), seed=seed)) for seed in (1, 1, 2)]
    asked = [[exchange.call.args for record in run.records for exchange in record.transcript] for run in runs]
    assert asked[0] == asked[1]
    assert asked[0] != asked[2]


def returns_a_list(sock: socket.socket, call: Call) -> None:
    sock.sendall(frame(Returned(call.id, Sequence("list", []))))


@pytest.mark.parametrize("clean", [True, False])
def test_a_strange_answer_and_a_broken_sandbox_are_together_no_fault_of_ours(
    fake_parent: Make, lesson: Lesson, tmp_path: Path, clean: bool
) -> None:
    """Where the reference can be asked it settles whose fault a strange end is; where the submission has seen to it that nobody can, it is the submission's."""
    with_suite(lesson, "student.add(1, 2)['x']")
    parent = fake_parent(returns_a_list, stopped=Stopped(clean, "signal Killed"))
    graded = judge(job(lesson, LIMITS, cache=str(tmp_path)), parent.control)

    assert [test.result.outcome for test in graded.tests] == ["grader_fault" if clean else "crashed"]


@pytest.mark.parametrize("slip", ["nothing_such(got)", "last"])
def test_name_that_the_suite_lacks_on_one_path_is_a_fault(
    sandbox: Sandbox, lesson: Lesson, tmp_path: Path, slip: str
) -> None:
    """Though the reference takes another path; but a name that an empty answer leaves unbound is the answer's doing."""
    with_suite(
        lesson,
        f"got = student.add(1, 2)\n    for last in got if isinstance(got, list) else [1]: pass\n    if got != 3: {slip}",
    )
    asked = msgspec.structs.replace(
        job(lesson, Limits(), cache=str(tmp_path)), files={"add.py": b"def add(a, b): return []"}
    )
    (test,) = judge(asked, sandbox.channel).tests

    assert test.result.outcome == ("failed" if slip == "last" else "grader_fault")


def test_an_explanation_that_fails_is_left_out(
    fake_parent: Make, lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It decides nothing, so nothing can be gained by tripping it."""

    def trips(*args: Any) -> Any:
        raise ValueError("an answer that nobody has thought of")

    monkeypatch.setattr(judging, "explain", trips)
    graded = judge(job(lesson, LIMITS, cache=str(tmp_path)), fake_parent(nan).control)

    assert graded.fault == ""
    assert [test.result.outcome for test in graded.tests] == ["failed", "failed"]


def test_a_failure_that_cannot_be_put_into_words_is_a_failure(
    fake_parent: Make, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trips(*args: Any, **options: Any) -> Any:
        raise ValueError("an answer that nobody has thought of")

    monkeypatch.setattr("grader.judge.failures.calls_text", trips)
    plugin = judged(lesson, fake_parent(nan))

    assert [record.result.outcome for record in plugin.records] == ["failed", "failed"]
    assert "(ValueError)" in str(plugin.records[0].result.message)
