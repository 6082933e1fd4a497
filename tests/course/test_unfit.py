"""What is wrong in course.toml or lesson.toml is said in the reader's language, with the place; nothing there is a fault of dlgrade."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.course.facts import CourseFacts, LessonFacts, course_facts, decode_facts
from grader.errors import LessonError
from grader.sentences import render

LESSON = 'number = 1\ntitle = "x"\nfile = "a.py"\n'
TASK = '[[tasks]]\nnumber = 1\ntitle = "t"\npoints = 1\n'
OF_LESSON = {
    "no tasks": (LESSON, "`tasks` is missing"),
    "text for a number": (
        LESSON.replace("1", '"x"', 1) + TASK,
        "number: a whole number is asked for, not text in quotes",
    ),
    "unknown": (LESSON + "limit = 1\n" + TASK, "`limit` is not known here"),
    "task 0": (LESSON + TASK.replace("1", "0", 1), "tasks[0].number: a number >= 1 is asked for"),
    "empty": (LESSON + "tasks = []", "tasks: as many entries or characters as >= 1 are asked for"),
    "name of a file": (LESSON.replace("a.py", "a b") + TASK, "file: it is not of the form ^[A-Za-z_]"),
    "no points": (LESSON + TASK.replace("points = 1", 'points = "one"'), "tasks[0].points: a number is asked for"),
    "list of points": (LESSON + TASK.replace("points = 1", "points = []"), "a number is asked for, not a list in [ ]"),
    "choice": (LESSON + 'shown = "x"\n' + TASK, "'x' is no word for shown: write one of all, claim, score"),
    "either": (LESSON + "shown = 3\n" + TASK, "shown: text in quotes or a table is asked for, not a whole number"),
    "date": (
        LESSON + 'shown = {date = "x"}\n' + TASK,
        "shown.date: a date or nothing is asked for, not text in quotes",
    ),
    "no TOML": (LESSON + "x", "its end is no TOML: Expected"),
    "twice": (LESSON + LESSON, "line 4 is no TOML: Cannot overwrite a value"),
}
OF_COURSE = {
    "languages": ("languages = []", "languages: as many entries or characters as >= 1 are asked for"),
    "language": ('languages = ["xyz"]', "'xyz' is no code of a language"),
    "one language": ("languages = 3", "languages: a list in [ ] is asked for, not a whole number"),
    "percent": ("late = {percent_per_day = 200}", "late.percent_per_day: a number <= 100"),
    "day": ("late = {last_day = 0}", "late.last_day: a number >= 1 is asked for"),
    "zone": ('late = {zone = "Mars"}', "[late] zone: there is no time zone 'Mars'"),
    "due": ("late = {due = {lesson01 = 2026-10-01T23:59:00}}", "write the offset, as in 2026-10-01T23:59:00+08:00"),
    "no date": ('late = {due = {lesson01 = "x"}}', "late.due[...]: a date is asked for"),
    "limit": ("limits = {call_seconds = true}", "limits.call_seconds: a number is asked for, not true or false"),
    "package": ("packages = {numpy = 1}", "packages[...]: text in quotes is asked for"),
}
CASES = [(LessonFacts, *case) for case in OF_LESSON.values()] + [
    (CourseFacts, f'title = "s"\n{text}', said) for text, said in OF_COURSE.values()
]


@pytest.mark.parametrize(("facts", "document", "said"), CASES, ids=[*OF_LESSON, *OF_COURSE])
def test_it_is_said_in_both_languages(
    facts: type[LessonFacts | CourseFacts], document: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "it.toml"
    path.write_text(document)

    with pytest.raises(LessonError) as refused:
        decode_facts(path, facts)

    assert said in render(refused.value.args[0])
    chinese = render(refused.value.args[0], "zh").replace(str(path), "")
    chinese = re.sub("`[^`]*`|TOML：[^。]*", "", chinese)  # names, and the words of Python's own reader
    assert re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", chinese) is None, chinese
    assert re.search(r"[一-鿿]", chinese.partition("：")[2])


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes('title = "课程"\n'.encode("gbk"))
    with pytest.raises(LessonError) as refused:
        course_facts(tmp_path)
    assert "UTF-8" in render(refused.value.args[0])
    assert "请用 UTF-8 保存" in render(refused.value.args[0], "zh")
