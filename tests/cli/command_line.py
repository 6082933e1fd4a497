"""Types commands as a user does; what they do is the result, never a traceback."""

from __future__ import annotations

from typing import Any

from click.testing import CliRunner, Result

from grader.cli import main

SOLUTION = "solutions/lesson01_add/add.py"
SUITE = "solutions/lesson01_add/suite/test_add.py"
# Whoever runs the tests in the background has SIGINT ignored, and a child would inherit that.
RUN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli import main; main()"


def dlgrade(*arguments: str) -> Result:
    """The command's result, which is never a traceback of ours."""
    result = CliRunner().invoke(main, arguments)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback (most recent call last)" not in result.output
    return result


def refused(*arguments: str) -> str:
    """The message of a command that is wrong use or finds unreadable input: exit 2, and nothing on stdout."""
    result = dlgrade(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dlgrade: ")
    return result.stderr


def interrupt(*_: Any, **__: Any) -> None:
    """In the place of something that takes long: the user does not wait."""
    raise KeyboardInterrupt
