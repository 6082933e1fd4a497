"""Grading again only what a change can reach: too much is a matter of time, too little would hide a broken promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.handout import task_of_test
from grader.authoring.reach import Reach
from grader.course.lessons import Lesson, find_course

SOLUTION = '''
import math
SIZE = 3
def add(a, b):
    """Adds."""
    return a + b
def double(a):
    return add(a, a)
def half(a):
    return a / 2
def size():
    return SIZE
'''
SUITE = '''
import pytest
NAMES = ["size"]
def helper(student):
    return student.double(1)
@pytest.mark.task(1)
def test_add(student):
    """add adds, and half is another matter"""
    assert student.add(1, 1) == 2
@pytest.mark.task(2)
def test_double(student):
    assert helper(student) == 2
@pytest.mark.task(3)
def test_half(student):
    assert student.half(2) == 1
@pytest.mark.task(4)
def test_names(student):
    assert all(getattr(student, name)() for name in NAMES)
'''


@pytest.fixture
def reach(make_lesson: Callable[..., Lesson]) -> Reach:
    return Reach(make_lesson(SUITE, SOLUTION))


@pytest.mark.parametrize(
    ("old", "new", "tasks"),
    [
        ("a + b", "a - b", {1, 2}),
        ("add(a, a)", "2 * a", {2}),
        ("a / 2", "a * 2", {3}),
        ("SIZE = 3", "SIZE = 4", {4}),
        ("import math", "import math\nprint(math)", {1, 2, 3, 4}),
        ("import math", "import math as maths", set()),
        ("Adds.", "Adds two numbers.", set()),
        ("def half", "def halve", {3}),
        ("def half(a):", "def half(a:", {1, 2, 3, 4}),
    ],
)
def test_change_reaches_the_tasks_that_use_it(reach: Reach, old: str, new: str, tasks: set[int]) -> None:
    """Through other functions, the suite's helpers and names in its texts; what runs on import reaches all, a docstring nothing."""
    assert reach.tasks(SOLUTION.replace(old, new).encode()) == tasks


@pytest.mark.parametrize("lesson", find_course(Path(__file__)).lessons(), ids=lambda lesson: lesson.id)
def test_no_misconception_of_the_course_fails_a_task_that_it_does_not_reach(lesson: Lesson) -> None:
    """Hundreds of wrong submissions whose failures are known: each of them lies within reach."""
    reach, task_of = Reach(lesson), task_of_test(lesson)

    beyond = [
        (each.name, name)
        for each in lesson.misconceptions
        for name in each.expect
        if task_of[name] not in reach.tasks(each.source)
    ]
    assert lesson.misconceptions
    assert beyond == []
