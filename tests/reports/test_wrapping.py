"""Lines of a scorecard on the terminal."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from grader.reports.wrapping import wrapped


def lines(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in wrapped(Text(text), width, Console(file=StringIO(), width=width))]


@pytest.mark.parametrize("width", [20, 33, 60])
def test_chinese_fills_its_lines(width: int) -> None:
    """Not only up to the next space; no line begins with a full stop or ends with a bracket that opens."""
    said = (
        "本课共 35 条要求，这里检查了 20 条。分数由隐藏测试决定（它用别的输入检查全部要求）：这里都通过后，就可以提交。"
    )
    found = lines(said, width)

    assert "".join(found).replace(" ", "") == said.replace(" ", "")
    assert all(cell_len(line) <= width for line in found)
    assert all(cell_len(line) > width - 12 for line in found[:-1])
    assert not any(line[0] in "，。：）" or line[-1] == "（" for line in found)


def test_words_stay_whole() -> None:
    assert lines("请输入 dlgrade check lesson05 再试", 12) == ["请输入", "dlgrade", "check", "lesson05 再", "试"]
    assert lines("one two three", 8) == ["one two", "three"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert all(cell_len(line) <= 10 for line in lines("看 " + "x" * 35, 10))
