"""The grader's own sentences in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.course.translations import in_chinese

ROOT = Path(__file__).resolve().parents[1]
# One example of each sentence that a student may read, as the code makes it.
EXAMPLES = {
    "the result has the wrong shape": "结果的形状不对",
    "the result: 2 of 6 values are wrong": "结果：6 个值里有 2 个不对",
    "softmax(x).sum(dim=1) has NaN or infinity": "softmax(x).sum(dim=1)里有 NaN 或无穷大",
    "the argument was changed in place by the call": "调用之后参数被原地修改了",
    "The call took longer than 10 seconds and was stopped.": "这次调用超过了 10 秒，已被终止。",
    "Importing your file took longer than 30 seconds and was stopped.": "导入你的文件超过了 30 秒，已被终止。",
    "This machine stood still for 60 seconds or more while your code ran: grade it again.": "运行你的代码时，这台机器停顿了至少 60 秒：请重新评分。",
    "Your code used more than 2048 MB of memory and was stopped.": "你的代码用了超过 2048 MB 的内存，已被终止。",
    "Not written yet: sigmoid: start with task 1": "还没有写：sigmoid: start with task 1",
    "ModuleNotFoundError: this lesson does without torch; write it without that import": "ModuleNotFoundError：这一课不用 torch，请去掉这个 import",
    "shape (3,)": "形状 (3,)",
    "at [0, 2]: 0.1234": "在 [0, 2] 处：0.1234",
    "float32 tensor of shape (5, 3)": "形状为 (5, 3) 的 float32 张量",
    "Your archive holds no answer.py.": "你的压缩包里没有 answer.py。",
}


@pytest.mark.parametrize("english", EXAMPLES)
def test_sentence_is_said_in_chinese(english: str) -> None:
    """Word order and all; numbers and names stay."""
    assert in_chinese(english) == EXAMPLES[english]


def test_words_of_a_suite_stay() -> None:
    """What an author wrote is not ours to translate."""
    assert in_chinese("your rows are sorted") == "your rows are sorted"


OWN = {"the remembered mean": "记住的均值", "{} of {} images moved": "{1} 张图里有 {0} 张动了"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("the remembered mean", "记住的均值"),
        ("the remembered mean has the wrong shape", "记住的均值的形状不对"),
        ("3 of 40 images moved", "40 张图里有 3 张动了"),
        ("3 of 40 images moved\n  line 2: x", "40 张图里有 3 张动了\n  line 2: x"),
        ("no such sentence", "no such sentence"),
    ],
)
def test_lesson_s_own_texts_are_said_in_chinese(english: str, chinese: str) -> None:
    """Alone, as a part of the grader's sentence, and with what an f-string put into them."""
    assert in_chinese(english, OWN) == chinese


def test_long_text_of_a_student_is_not_searched_for_sentences() -> None:
    """Several open places in a long text would take the search for ever."""
    text = "of images moved " * 10_000
    assert in_chinese(text, {" {} of {} images {} moved {} ": "{0}"}) == text


def test_only_the_first_line_is_a_sentence() -> None:
    """A student's own lines below it stay as they are."""
    assert in_chinese("the length is not a whole number\n  line 3: the result") == "长度不是整数\n  line 3: the result"


def test_every_check_message_has_a_translation() -> None:
    """A new message in check.py or compare.py must not be forgotten here."""
    code = "".join(
        (ROOT / "grader" / "judge" / name).read_text(encoding="utf-8") for name in ("check.py", "compare.py")
    )
    found = re.findall(r'(?:mismatch|Mismatch)\(\s*f?"([^"]+)"', code)
    messages = [re.sub(r"\{[^}]*\}", "3", text).replace("3: 3", "3: 1 of 3 values are wrong") for text in found]

    assert len(messages) > 15
    assert [message for message in messages if in_chinese(message) == message and message != "3 is not 3"] == []
