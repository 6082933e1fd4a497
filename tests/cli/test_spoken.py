"""The command line in Chinese: every help text, what click says, and our own errors."""

from __future__ import annotations

import ast
import gettext
import inspect
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from grader.cli import main
from grader.sentences import LOCALES

FOLDER = LOCALES / "zh" / "LC_MESSAGES"


def chinese(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--lang", "zh"])


def texts(command: click.Command) -> Iterator[str]:
    options = [each.help for each in command.params if isinstance(each, click.Option)]
    yield from (inspect.cleandoc(text) for text in (command.help, command.epilog, *options) if text)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from texts(each)


def test_every_help_text_is_said_in_chinese_and_none_is_idle() -> None:
    """dlgrade.po has each; what else is in it is click's own."""
    catalogue = read_po(BytesIO((FOLDER / "dlgrade.po").read_bytes()))
    known = {message.id for message in catalogue if message.string and isinstance(message.id, str)}
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    of_click = {id for id in known if id.encode("unicode_escape").decode() in source or id in ("required",)}

    assert set(texts(main)) - known == set()
    assert known - set(texts(main)) - of_click - {""} == set()


# What click says where no command of ours can come: prompts, editors, its own programmer's errors, kinds of options that we have none of.
ELSEWHERE = {"decorators", "termui", "_termui_impl", "shell_completion", "_winconsole", "utils"}
NEVER = re.compile(
    r"^deprecated|^DeprecationWarning|declaration|iterable|^No options defined|defined twice|cannot use the same flag|Invalid start character"
    r"|^env var|dynamic|^Choice\(|the format|a valid boolean|UUID|not executable|[Vv]alues (but|are required)"
)


def test_what_click_says_to_a_user_is_said_in_chinese() -> None:
    catalogue = read_po(BytesIO((FOLDER / "dlgrade.po").read_bytes()))
    ids = [message.id for message in catalogue if message.string]
    known = {each for id in ids for each in ((id,) if isinstance(id, str) else id)}
    said = {
        each.value
        for path in Path(click.__file__).parent.glob("*.py")
        if path.stem not in ELSEWHERE
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext")
        for each in node.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }

    assert {each for each in said - known if not NEVER.search(each)} == set()
    assert len(said & known) > 30


def test_the_compiled_catalogue_is_of_the_one_that_people_read() -> None:
    made = BytesIO()
    write_mo(made, read_po(BytesIO((FOLDER / "dlgrade.po").read_bytes())))
    assert made.getvalue() == (FOLDER / "dlgrade.mo").read_bytes(), "pybabel compile -d grader/locales -D dlgrade"


def test_help_and_wrong_use_are_chinese() -> None:
    helped, missing, unknown = chinese("check", "--help"), chinese("grade"), chinese("check", "1", "--sed", "3")

    assert "例如：dlgrade check lesson05" in helped.output
    assert "显示这段说明并退出" in helped.output
    assert "缺少参数 'LESSON'" in missing.stderr
    assert "没有选项 '--sed'" in unknown.stderr
    assert {missing.exit_code, unknown.exit_code} == {2}


def test_the_language_of_one_command_is_not_the_next_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of one process do not change each other; the environment decides where nothing is typed."""
    assert "用法:" in chinese("list", "--help").output
    assert "Usage:" in CliRunner().invoke(main, ["list", "--help"]).output
    monkeypatch.setenv("DLGRADE_LANG", "zh")
    listed = CliRunner().invoke(main, ["--help"]).output
    assert "按顺序列出各课" in listed
    assert "Show the lessons" not in listed
    assert "Usage:" in CliRunner().invoke(main, ["list", "--lang=en", "--help"]).output
    gettext.textdomain("messages")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "99"], "没有叫 '99' 的课"),
        (["hint", "1", "77"], "lesson01 没有任务 77"),
        (["check", "1", "nothing.py"], "nothing.py 不存在"),
        (["check", "1", "--task", "77"], "它有任务 1 到"),
        (["check", "1", "--sandbox", "x"], "没有叫 'x' 的沙箱"),
        (["notebook", "1"], "请给出要写的笔记本"),
        (["notebook", "1", "--to-py", "no.ipynb"], "no.ipynb 不存在：请指定一个笔记本"),
        (["check", "1", "pyproject.toml"], "pyproject.toml 不能评分"),
        (["check", "1", "--task", "one"], "'one' 不是有效的整数"),
    ],
)
def test_errors_are_chinese(words: list[str], said: str) -> None:
    done = chinese(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_doctor_is_chinese() -> None:
    assert "可以用" in chinese("doctor").output
