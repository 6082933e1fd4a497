"""A lesson of one task, as small as a lesson can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.lessons import Lesson
from grader.wire.messages import Limits

FACTS = """
number = 1
title = "t"
title_zh = "t"
file = "answer.py"
[[tasks]]
number = 1
title = "t"
title_zh = "t"
points = 4
functions = ["f"]
"""


@pytest.fixture
def make_lesson(tmp_path: Path) -> Callable[..., Lesson]:
    """`make_lesson(suite, solution)`: a lesson of these texts."""

    def make(suite: str, solution: str = "") -> Lesson:
        folder = tmp_path / "exercises" / "lesson01_t"
        (folder / "suite").mkdir(parents=True)
        (folder / "lesson.toml").write_text(FACTS)
        (tmp_path / "course.toml").write_text('title = "t"\nlanguages = ["en", "zh"]\n')
        lesson = Lesson(folder, folder, Limits())
        (lesson.suite / "test_answer.py").write_text(suite)
        lesson.solution.write_text(solution)
        return lesson

    return make
