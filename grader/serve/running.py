"""Runs the server: one process, which holds the folder, until it is told to end."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from grader.engine.doctor import must_grade
from grader.errors import UsageError, said_by
from grader.sentences import Text, text
from grader.serve.app import application
from grader.serve.deadlines import Deadlines
from grader.serve.grading import GradingQueue
from grader.serve.handins import Attempt
from grader.serve.incoming import JsonLines
from grader.serve.patience import PatientProtocol
from grader.serve.sending import Sender
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tool import Tool

__all__ = ["at_work", "run_server"]

KEEP_ALIVE = 20  # seconds that an idle connection is held
CONNECTIONS = 2000
END_SECONDS = 5  # for answers that are under way


def run_server(data: Path, host: str, port: int) -> None:
    """Serve the folder until SIGTERM or Ctrl-C. What was handed in and is not graded yet is graded after the next start."""
    folder = DataFolder(data)
    settings = folder.settings
    os.umask(0o077)  # nothing that is written from now on is for others
    folder.root.chmod(0o700)
    _log_lines()
    with folder.served(), Tool(folder) as tool:
        _must_grade(settings)
        with at_work(tool):
            _serve(tool, host, port)


def _must_grade(settings: ToolSettings) -> None:
    """Raises UsageError, rather than to take what nobody could grade. A cluster may come later."""
    if settings.scheduler:
        return
    try:
        must_grade(settings.sandbox)
    except UsageError as error:
        said = said_by(error)
        if isinstance(said, Text) and said.id == "wrong.no_sandbox":  # which names an option of other commands
            said = text("operate.no_sandbox", reasons=said.parts["reasons"])
        raise UsageError(text("operate.nobody_graded", said=said)) from None


def _serve(tool: Tool, host: str, port: int) -> None:
    uvicorn.run(
        application(tool),
        http=PatientProtocol,
        forwarded_allow_ips=["127.0.0.1", "::1", *tool.settings.proxies],
        host=host,
        port=port,
        log_config=None,
        access_log=False,  # its lines would have the secrets of visits in them
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=END_SECONDS,
        limit_concurrency=CONNECTIONS,
    )


@contextlib.contextmanager
def at_work(tool: Tool) -> Iterator[None]:
    """While it is open, what is handed in is graded, and scores are sent."""
    tool.sender = Sender(tool)

    def graded(attempt: Attempt) -> None:
        if not attempt.trial:
            tool.sender.wake(attempt.assignment)

    tool.grader = GradingQueue(tool, graded)
    tool.sender.start()
    tool.grader.start()
    deadlines = Deadlines(tool)
    deadlines.start()
    try:
        yield
    finally:
        deadlines.stop()
        tool.grader.stop()
        tool.sender.stop()


def _log_lines() -> None:
    """One JSON object a line on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in ("dlgrade.serve", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
