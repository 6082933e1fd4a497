"""Why a failed test failed: on small lessons with ideas that lie close together."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.judge.explain import replay
from grader.judge.explain.diagnose import Reason, explain
from grader.judge.messages import Job
from grader.judge.records import draws_of, worker_seed
from grader.judge.run import run_suite
from grader.sandbox import Sandbox
from grader.sentences import render
from grader.wire.messages import Limits

FACTS = """
number = 1
title = "Toy"
title_zh = "玩具"
file = "toy.py"
[[tasks]]
number = 1
title = "One"
title_zh = "一"
points = 1
"""
SOLUTION = """
import torch
def mean(x, weight=None, dim=-1, epochs=3):
    w = torch.ones_like(x) if weight is None else weight
    return (w * x).sum(dim) / w.sum(dim)
def total(x):
    return x.sum()
def path(start, steps, lr):
    found = []
    for _ in range(steps):
        start = start - lr * 2 * start
        found.append(float(start))
    return found
class Mover:
    def __init__(self, p, lr=0.1):
        self.p, self.lr = p, lr
    def step(self):
        self.p.sub_(self.lr)
def noisy(x):
    return x + torch.rand(3), x.sum()
def shifted(x):
    return x - x.max()
def size(x):
    return x.abs().sum()
def share(x):
    return x / size(x)
def drawn(n, seed):
    return torch.randn(n, generator=torch.Generator().manual_seed(seed))
def both(x):
    return x.amax(), x.std()
def named(x):
    return {"top": x.amax(), "std": x.std()}
"""
SUITE = '''
import pytest, torch
from grader.judge import check

@pytest.mark.task(1)
def test_mean(student, draw):
    """the mean

    zh: 均值
    """
    x = draw.randn(4, 5)
    check.close(student.mean(x), x.mean(-1))

@pytest.mark.task(1)
def test_weighted_mean(student, draw):
    """the weighted mean

    zh: 加权均值
    """
    x, w = draw.randn(4, 5), draw.randn(4, 5).abs() + 1
    check.close(student.mean(x, w), (w * x).sum(-1) / w.sum(-1))

@pytest.mark.task(1)
def test_mean_along_zero(student, draw):
    """the mean along dimension 0

    zh: 沿第 0 维
    """
    x = draw.randn(4, 5)
    check.close(student.mean(x, dim=0), x.mean(0))

@pytest.mark.task(2)
def test_total(student, draw):
    """the sum

    zh: 和
    """
    x = draw.randn(7)
    check.close(student.total(x), x.sum())

@pytest.mark.task(3)
def test_path(student, draw):
    """the path

    zh: 路径
    """
    start = draw.number(1, 2)
    check.close(student.path(start, 4, 0.1), [start * 0.8 ** n for n in (1, 2, 3, 4)])

@pytest.mark.task(4)
def test_moves(student, worker, draw):
    """a step moves

    zh: 走一步
    """
    p = worker.put(torch.ones(3), name="p")
    student.Mover(p, 0.5).step()
    check.close(p.fetch(), torch.full((3,), 0.5))

@pytest.mark.task(5)
def test_noisy(student, draw):
    """noise, and the sum

    zh: 噪声与和
    """
    x = draw.randn(3)
    check.close(student.noisy(x)[1], x.sum())

@pytest.mark.task(6)
def test_shifted(student, draw):
    """x less its largest

    zh: 减去最大值
    """
    x = draw.randn(4)
    check.close(student.shifted(x), x - x.max())

@pytest.mark.task(6)
def test_shifted_leaves_x(student, draw):
    """x stays as it was

    zh: x 不变
    """
    check.unchanged(student.shifted, draw.randn(4))

@pytest.mark.task(2)
def test_size(student, draw):
    """the sum of what is there

    zh: 绝对值之和
    """
    x = draw.randn(5)
    check.close(student.size(x), x.abs().sum())

@pytest.mark.task(5)
def test_share(student, draw):
    """the shares

    zh: 份额
    """
    x = draw.randn(5)
    check.close(student.share(x), x / x.abs().sum())

@pytest.mark.task(5)
def test_drawn(student, draw):
    """the same seed gives the same numbers

    zh: 同样的种子给出同样的数
    """
    check.equal(student.drawn(3, seed=5), student.drawn(3, seed=5))

@pytest.mark.task(5)
def test_both(student, draw):
    """the largest and the standard deviation

    zh: 最大值与标准差
    """
    x = draw.randn(5)
    check.close(student.both(x)[0], x.amax())

@pytest.mark.task(5)
def test_named(student, draw):
    """both under their names

    zh: 两者各有名字
    """
    x = draw.randn(5)
    check.close(student.named(x)["top"], x.amax())
'''
IDEAS = {
    "sums_for_the_mean": ("test_mean, test_weighted_mean", "/ w.sum(dim)", "* 1.0"),
    "halves_the_total": ("test_total", "return x.sum()", "return x.sum() / 2"),
    "also_halves_the_total": ("test_total", "return x.sum()", "return 0.5 * x.sum()"),
    "climbs": ("test_path", "start - lr", "start + lr"),
    "forgets_two": ("test_path", "lr * 2", "lr"),
    "doubles_the_noisy_sum": ("test_noisy", "x + torch.rand(3), x.sum()", "x + torch.rand(3), 3 * x.sum()"),
    "halves_the_size": ("test_size, test_share", "x.abs().sum()", "x.abs().sum() / 2"),
    "doubles_the_share": ("test_share", "x / size(x)", "2 * x / size(x)"),
    "shifts_in_place": ("test_shifted_leaves_x", "x - x.max()", "x.sub_(x.max())"),
}


@pytest.fixture
def toy(tmp_path: Path) -> Lesson:
    handout, instructor = tmp_path / "exercises" / "lesson01_toy", tmp_path / "solutions" / "lesson01_toy"
    (instructor / "suite").mkdir(parents=True)
    (instructor / "misconceptions").mkdir()
    handout.mkdir(parents=True)
    tasks = "".join(FACTS[FACTS.index("[[tasks]]") :].replace("number = 1", f"number = {n}") for n in range(2, 7))
    tasks = tasks.replace("number = 2\n", 'number = 2\nfunctions = ["total", "size"]\n')
    (handout / "lesson.toml").write_text(FACTS + tasks)
    (instructor / "toy.py").write_text(SOLUTION)
    (instructor / "suite" / "test_toy.py").write_text(SUITE)
    for name, (expect, old, new) in IDEAS.items():
        assert old in SOLUTION
        docstring = f'"""Believes in {name}.\n\nexpect: {expect}\nsays: {name}!\nsays_zh: {name}！\n"""\n'
        (instructor / "misconceptions" / f"{name}.py").write_text(docstring + SOLUTION.replace(old, new))
    return Course(tmp_path).lesson("1")


Explained = Callable[..., dict[str, Reason]]


@pytest.fixture
def explained(sandbox: Sandbox, toy: Lesson, tmp_path_factory: pytest.TempPathFactory) -> Explained:
    """The reasons for the failures of the solution with some of its text changed."""
    cache = tmp_path_factory.mktemp("answers")

    def run(*changes: tuple[str, str], more: str = "", cache: Path = cache) -> dict[str, Reason]:
        source = SOLUTION
        for old, new in changes:
            assert old in source
            source = source.replace(old, new)
        files = {"toy.py": (source + textwrap.dedent(more)).encode()}
        limits = Limits(call_seconds=2)
        job = Job(str(toy.handout), str(toy.instructor), limits, files, "toy.py", "", 5, bytes(32), [], str(cache))
        records = run_suite(toy, sandbox.channel, files, job).records
        seeds = {record.result.id: worker_seed(draws_of(job), record.result.id) for record in records}
        assert [record for record in records if record.result.outcome == "grader_fault"] == []
        return explain(records, seeds, toy, sandbox.channel, limits, cache, files["toy.py"])

    return run


def names(reasons: dict[str, Reason]) -> dict[str, str]:
    return {test: reason.name for test, reason in reasons.items()}


def test_the_same_idea_in_other_words(explained: Explained) -> None:
    found = explained(
        (
            "return (w * x).sum(dim) / w.sum(dim)",
            "return torch.einsum('...i,...i', w, x) if dim == -1 else (w * x).sum(dim)",
        )
    )
    assert names(found) == dict.fromkeys(
        ("test_mean", "test_weighted_mean", "test_mean_along_zero"), "sums_for_the_mean"
    )


def test_an_idea_is_refuted_by_a_test_that_it_must_fail_and_that_passed(explained: Explained) -> None:
    found = explained(("/ w.sum(dim)", "* (1.0 if weight is None else 1 / w.sum(dim))"))
    assert set(found) == {"test_mean", "test_mean_along_zero"}
    assert "sums_for_the_mean" not in names(found).values()


def test_of_two_ideas_that_answer_alike_neither_is_named(explained: Explained) -> None:
    """What is common to both is said instead."""
    found = explained(("return x.sum()", "return x.sum() / 2"))
    assert names(found) == {"test_total": "half_one"}


def test_an_idea_is_not_told_where_the_function_that_it_changes_has_passed(explained: Explained) -> None:
    """Half the size, or twice the share: the same answer, but this size is right."""
    assert names(explained(("x / size(x)", "2.0 * x / size(x)"))) == {"test_share": "doubles_the_share"}
    found = names(explained(("x.abs().sum()", "0.5 * x.abs().sum()")))
    assert found["test_size"] == "halves_the_size"
    assert found["test_share"] != "doubles_the_share"


def test_a_second_idea_is_found_beside_the_first(explained: Explained) -> None:
    """Half the size, and twice the share of it: four times what is right, which neither explains alone."""
    found = explained(("x.abs().sum()", "0.5 * x.abs().sum()"), ("x / size(x)", "2.0 * x / size(x)"))
    assert names(found) == {"test_size": "halves_the_size", "test_share": "doubles_the_share"}


def test_two_ideas_in_one_function_are_found_together(explained: Explained) -> None:
    found = explained(("start - lr * 2 * start", "start + start * lr"))
    assert names(found)["test_path"] in ("climbs", "forgets_two")


def test_nothing_is_told_when_the_time_for_it_is_over(explained: Explained, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "SECONDS", -1)
    assert explained(("return x.sum()", "return x.sum() / 2"), cache=Path("/nowhere")) == {}


def test_an_option_that_is_not_used_is_named(explained: Explained) -> None:
    found = explained(("torch.ones_like(x) if weight is None else weight", "torch.ones_like(x)"))
    assert names(found) == {"test_weighted_mean": "left_out"}
    assert "`weight`" in render(found["test_weighted_mean"].sentence, "en")


def test_another_dimension_is_named(explained: Explained) -> None:
    found = explained(("    w = torch.ones", "    dim = -1\n    w = torch.ones"))
    assert names(found) == {"test_mean_along_zero": "left_out"}


def test_one_step_fewer_is_named(explained: Explained) -> None:
    found = explained(("range(steps)", "range(steps - 1)"))
    assert names(found) == {"test_path": "one_less"}
    assert "`steps`" in render(found["test_path"].sentence, "zh")


CHANGED = [
    (("start - lr * 2", "start + lr * 2"), "minus_argument", "`lr`", True),
    (("lr * 2 * start", "lr * 4 * start"), "double_argument", "`lr`", False),
    (("lr * 2 * start", "lr / steps * 2 * start"), "divided_by", "`steps`", False),
    (("    found = []\n", "    found, lr = [], 1.0\n"), "other_value", "lr=1", False),
    (("    found = []\n", "    found, start = [], 1.0\n"), "other_value", "start=1", False),
    (("    found = []\n", "    found, steps = [], 2\n"), "other_value", "steps=2", False),
    (("    found = []\n", "    found, lr = [], 1 - lr\n"), "complement_argument", "1 - `lr`", False),
]


@pytest.mark.parametrize(("change", "name", "word", "known"), CHANGED, ids=[name for _, name, *_ in CHANGED])
def test_an_argument_that_is_taken_for_another_is_named(
    explained: Explained, change: tuple[str, str], name: str, word: str, known: bool
) -> None:
    found = explained(change)
    assert names(found) == {"test_path": "climbs" if known else name}
    assert known or word in render(found["test_path"].sentence, "en")


def test_an_array_that_is_not_used_is_named(explained: Explained) -> None:
    found = explained(("return x - x.max()", "return -x + x.max() - 2 * x.max()"))
    assert names(found) == {}
    found = explained(
        ("    w = torch.ones_like(x) if weight is None else weight", "    w = torch.ones_like(x)\n    x = -x")
    )
    assert names(found)["test_mean"] == "minus_argument"


HALF = [("    w = torch.ones_like", "    x = x / 2\n    w = torch.ones_like"), "half_argument"]
FIRST = [("    w = torch.ones_like", "    x = x * 0 + x[:1]\n    w = torch.ones_like"), "first_for_all"]


@pytest.mark.parametrize(("change", "name"), [HALF, FIRST], ids=["half", "first"])
def test_an_array_of_other_values_is_named(explained: Explained, change: tuple[str, str], name: str) -> None:
    assert names(explained(change))["test_mean"] == name


def test_what_is_nearly_right_is_no_idea(explained: Explained) -> None:
    found = explained(("start = start - lr * 2 * start", "start = start - lr * 2 * start * (1 + 2e-4)"))
    assert names(found) == {"test_path": "nearly"}


def test_an_idea_is_found_beside_draws_of_another_kind(explained: Explained) -> None:
    found = explained(("x + torch.rand(3), x.sum()", "x + torch.randn(7)[:3], x.sum() * 3"))
    assert names(found) == {"test_noisy": "doubles_the_noisy_sum"}


def test_two_timeouts_are_no_agreement(explained: Explained) -> None:
    found = explained(("return x.sum()", "while True: pass"))
    assert found == {}


def test_what_was_changed_in_place_is_seen_by_the_judge(explained: Explained) -> None:
    found = explained(("return x - x.max()", "x -= x.max()\n    return x"))
    assert names(found) == {"test_shifted_leaves_x": "shifts_in_place"}


def test_two_answers_to_one_call_are_compared(explained: Explained) -> None:
    found = explained(("torch.Generator().manual_seed(seed)", "None"))
    assert names(found) == {"test_drawn": "same_seed_other_answer"}


def test_results_in_each_others_places_are_named(explained: Explained) -> None:
    found = explained(
        ("return x.amax(), x.std()", "return x.std(), x.amax()"),
        ('"top": x.amax(), "std": x.std()', '"top": x.std(), "std": x.amax()'),
    )
    assert names(found) == {"test_both": "exchanged_results", "test_named": "exchanged_names"}
    assert "1 and 2" in render(found["test_both"].sentence, "en")


def test_two_ideas_that_say_the_same_may_answer_alike(explained: Explained, toy: Lesson) -> None:
    path = toy.instructor / "misconceptions" / "also_halves_the_total.py"
    path.write_text(path.read_text().replace("also_halves_the_total!", "halves_the_total!"), encoding="utf-8")
    path.write_text(path.read_text().replace("also_halves_the_total！", "halves_the_total！"), encoding="utf-8")
    found = explained(("return x.sum()", "return x.sum() / 2"))
    assert render(found["test_total"].sentence, "en") == "halves_the_total!"


def test_another_change_in_place_is_another_idea(explained: Explained) -> None:
    found = explained(("return x - x.max()", "result = x - x.max()\n    x.zero_()\n    return result"))
    assert found == {}


def test_a_function_that_calls_a_wrong_one_is_told_so(explained: Explained) -> None:
    wrong = ("return x.abs().sum()", "return x.abs().sum() + x")
    found = explained(wrong)
    assert names(found)["test_share"] == "calls_a_wrong_function"
    assert "`size`" in render(found["test_share"].sentence, "zh")
    quiet = ("return x / size(x)", "# size(x)\n    'size(x)'\n    return x / (x.abs().sum() + x)")
    assert "test_share" not in explained(wrong, quiet)


NOTHING = [
    (("return x.sum()", "x.sum()"), {"test_total": "returns_none"}),
    (("    return (w * x).sum(dim) / w.sum(dim)", "    return torch.zeros(4)"), "returns_zero"),
    (("return x - x.max()", "return x"), {"test_shifted": "equal_to_input"}),
    (("self.p.sub_(self.lr)", "pass"), {"test_moves": "changes_nothing"}),
    (("self.p.sub_(self.lr)", "self.p - self.lr"), {"test_moves": "changes_nothing"}),
]


@pytest.mark.parametrize(("change", "found"), NOTHING, ids=[change[1].strip() for change, _ in NOTHING])
def test_what_is_not_written_yet_is_told_first(
    explained: Explained, change: tuple[str, str], found: dict[str, str] | str
) -> None:
    said = names(explained(change))
    assert (set(said.values()) == {found}) if isinstance(found, str) else (said == found)


def test_a_function_with_one_path_that_returns_nothing_is_written(explained: Explained) -> None:
    found = explained(
        ("    return (w * x).sum(dim) / w.sum(dim)", "    if weight is None: return (w * x).sum(dim) / w.sum(dim)")
    )
    assert names(found) == {"test_weighted_mean": "returns_none_here"}


def test_a_zero_that_is_right_elsewhere_is_no_missing_function(explained: Explained) -> None:
    found = explained(("    w = torch.ones", "    if weight is not None: return torch.zeros(4)\n    w = torch.ones"))
    assert names(found) == {"test_weighted_mean": "all_equal"}


def test_a_crash_is_explained_by_its_message(explained: Explained) -> None:
    found = explained(("return x.sum()", "return torch.exp(1.0) * x.sum()"))
    assert names(found) == {"test_total": "crash_number_for_tensor"}


def test_a_right_program_is_told_nothing(explained: Explained) -> None:
    assert explained() == {}


def test_answers_are_asked_for_once(explained: Explained, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The second submission with the same inputs is explained from the cache."""
    cache = tmp_path_factory.mktemp("other")
    first = names(explained(("start - lr", "start + lr"), cache=cache))
    written = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert first == {"test_path": "climbs"}
    assert names(explained(("start - lr", "start + lr"), cache=cache)) == first
    assert len(written) >= 2
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == written
