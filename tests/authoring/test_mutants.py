"""The mutants of a solution: which changes there are, and that each is one."""

from __future__ import annotations

import pytest

from grader.authoring.mutants import Report, mutants

SOURCE = '''
def mean_error(xs, ys):
    """Docstring 1 + 1."""
    if len(xs) < 1:
        raise ValueError("no 2 samples")
    errors = (xs - ys) * 2.0
    errors.zero_()
    return -errors.mean(dim=0)
'''


def names(source: str = SOURCE) -> list[str]:
    return [mutant.name for mutant in mutants(source)]


@pytest.mark.parametrize(
    "change",
    [
        "mean_error: xs - ys -> xs + ys",
        "mean_error: (xs - ys) * 2.0 -> xs - ys",
        "mean_error: 2.0 -> 4.0",
        "mean_error: len(xs) < 1 -> len(xs) <= 1",
        "mean_error: errors.zero_() -> pass",
        "mean_error: errors.mean(dim=0) -> errors.sum(dim=0)",
        "mean_error: errors.mean(dim=0) -> errors.mean()",
        "mean_error: -errors.mean(dim=0) -> errors.mean(dim=0)",
        "mean_error: 0 -> 1",
        "mean_error: return -errors.mean(dim=0) -> return xs",
    ],
)
def test_each_kind_of_slip_is_tried(change: str) -> None:
    """The changes are those that students make."""
    assert change in names()


def test_texts_are_left_alone() -> None:
    """A changed docstring or error text is no mutant worth killing."""
    assert not [name for name in names() if "Docstring" in name or "samples" in name]


def test_every_mutant_is_a_program_of_its_own() -> None:
    """No two are the same, and none is the solution."""
    sources = [mutant.source for mutant in mutants(SOURCE)]

    assert len(sources) == len(set(sources))
    assert all(compile(source, "mutant", "exec") for source in sources)


def test_methods_are_mutated_too() -> None:
    """A class's methods carry its name."""
    source = "class A:\n    def f(self, x):\n        return x + 1\n"

    assert "A.f: x + 1 -> x - 1" in names(source)


def test_equivalent_mutants_do_not_count() -> None:
    """Of 12 mutants 2 mean the same; of the other 10 one survives."""
    report = Report(total=12, survivors=["a"], equivalent=["b", "c"], unused=[])

    assert report.killed == pytest.approx(0.9)
