"""What the judge may ask of a worker besides the student's own functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch

from grader.worker.operations import Cursor, MissingName, Operations, Printed
from grader.worker.serve import Worker

Make = Callable[..., Worker]


@pytest.fixture
def operations(worker_of: Make) -> Operations:
    operations = worker_of("import random\nx = 1\ndef f(a): return a\nprint('at import')").operations
    operations.load("answer.py")
    return operations


def test_names_of_the_student_s_file_are_found(operations: Operations) -> None:
    assert operations.student("x") == 1
    assert operations.names() == ["x", "f"]
    with pytest.raises(MissingName, match="x, f"):
        operations.student("g")


def test_at_most_a_hundred_names_of_a_hundred_characters_are_told(worker_of: Make) -> None:
    operations = worker_of(f"{'y' * 500} = 0\nfor i in range(500): globals()[f'x{{i}}'] = i").operations
    names = operations.load("answer.py")
    assert len(names) == 100
    assert max(map(len, names)) == 100


def test_a_test_begins_seeded_silent_and_without_objects(operations: Operations) -> None:
    operations._objects[1] = object()
    operations.begin(5)
    assert operations._objects == {}
    assert operations.printed() == ""
    first = float(torch.rand(())), float(np.random.rand())
    operations.begin(5)
    assert (float(torch.rand(())), float(np.random.rand())) == first


def test_a_seed_of_48_bits_is_taken(operations: Operations) -> None:
    operations.seed((1 << 48) - 1)
    first = torch.rand(1)
    operations.seed((1 << 48) - 1)
    assert torch.equal(torch.rand(1), first)


def test_what_is_printed_is_cut_and_never_fails() -> None:
    printed = Printed()
    assert printed.write("x" * 20_000) == 20_000
    printed.write("more")
    printed.flush()
    assert printed.text == "x" * 10_000


def count(n: int) -> Iterator[int]:
    yield from range(n)


def breaks_after(n: int) -> Iterator[int]:
    yield from range(n)
    raise ValueError("late")


def test_a_cursor_hands_out_so_many_and_says_when_it_ends() -> None:
    cursor = Cursor(count(5))
    assert cursor.take(2) == ([0, 1], True)
    assert cursor.take(64) == ([2, 3, 4], False)


def test_a_cursor_keeps_an_exception_until_its_turn() -> None:
    cursor = Cursor(breaks_after(2))
    assert cursor.take(64) == ([0, 1], True)
    with pytest.raises(ValueError, match="late"):
        cursor.take(64)


def test_a_cursor_stops_early_when_its_items_are_large() -> None:
    cursor = Cursor(iter([(torch.zeros(1 << 22), np.zeros(1 << 20))] * 10))
    items, more = cursor.take(64)
    assert len(items) < 10
    assert more


def test_an_endless_iterator_is_asked_for_no_more_than_it_should() -> None:
    asked: list[int] = []
    cursor = Cursor(asked.append(1) or 0 for _ in iter(int, 1))
    cursor.take(3)
    assert len(asked) == 3


def test_a_file_lands_in_the_work_folder_whatever_its_name(operations: Operations, tmp_path: Any) -> None:
    path = operations.file("../../etc/passwd", np.frombuffer(b"ab", dtype=np.uint8))
    assert path == str(tmp_path / "work" / "passwd")
    assert (tmp_path / "work" / "passwd").read_bytes() == b"ab"


def test_gradients_are_with_respect_to_the_positions_asked_for(operations: Operations) -> None:
    x, y = torch.ones(2), torch.full((2,), 3.0)
    (by_y,) = operations.gradient(lambda a, b, k: k * a * b, (1,), x, y, k=2)
    assert by_y.tolist() == [2, 2]
    assert x.grad is None


def test_parameters_of_other_shapes_are_refused(operations: Operations) -> None:
    model = torch.nn.Linear(2, 1)
    operations.set_parameters(model, [torch.zeros(1, 2), torch.ones(1)])
    assert [p.tolist() for p in operations.parameters(model)] == [[[0, 0]], [1]]
    with pytest.raises(ValueError, match=r"has parameters of shapes \[\(1, 2\), \(1,\)\]"):
        operations.set_parameters(model, [torch.zeros(2)])


def test_shared_memory_is_seen_across_kinds(operations: Operations) -> None:
    tensor = torch.zeros(4, requires_grad=True)
    array = tensor.detach().numpy()
    assert operations.shares_memory(tensor[1:], array)
    assert not operations.shares_memory(tensor, array.copy())
    assert not operations.shares_memory(tensor[:2], tensor[2:])
