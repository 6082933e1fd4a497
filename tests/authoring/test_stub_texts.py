"""A stub in Chinese: the same program, with its examples, as far as the lesson has the texts."""

from __future__ import annotations

import ast
import re

from grader.authoring.stub import make_stubs
from grader.authoring.stub_texts import spoken_stubs, stub_texts, texts, told
from grader.course.lessons import find_course


def code(source: str) -> str:
    """Without docstrings and comments."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body.pop(0)
    return ast.dump(tree)


def test_a_chinese_stub_is_the_same_program() -> None:
    for lesson in find_course().lessons():
        table = stub_texts(lesson, "zh")
        english, chinese = (stubs[lesson.main].decode() for stubs in (make_stubs(lesson), spoken_stubs(lesson, "zh")))
        assert code(chinese) == code(english)
        assert chinese.count(">>>") == english.count(">>>")
        assert not [text for text in table if f"): {text}\n" in chinese]
        assert max(map(len, chinese.splitlines())) <= 120


def test_each_sentence_of_the_bundled_stubs_is_there_in_chinese() -> None:
    """But for examples and formulas."""
    for lesson in find_course().lessons():
        for stub in spoken_stubs(lesson, "zh").values():
            left = [text for text in texts(stub.decode()) if not re.search(r"[\u4e00-\u9fff]", text)]
            assert [text for text in left if not re.match(r">>> |[a-z]\w* = ", text)] == []


def test_what_a_lesson_has_no_text_of_stays() -> None:
    stub = '"""One.\n\nTwo\nlines.\n\n>>> 1\n1\n"""\n\n\ndef f():\n    """Three."""\n    # TODO (task 1): four\n    raise NotImplementedError("f: start with task 1")\n'

    assert told(stub, {}) == stub
    spoken = told(stub, {"Two lines.": "\n二。\n三。", "four": "四"})
    assert spoken == stub.replace("Two\nlines.", "二。\n三。").replace("four", "四")
