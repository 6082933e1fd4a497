"""A suite as pytest has collected it, to be run once: here, or in each fork of this process."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.lessons import Lesson
from grader.judge import fixtures, properties
from grader.judge.grading import GRADING, Grading
from grader.judge.plugin import SuitePlugin
from grader.judge.suite_modules import SuiteProblem, conftest_of, importable, mentions
from grader.sentences import text

__all__ = ["Suite", "rehearse"]

# No configuration, plugin or cache but our own, and a conftest only through `conftest_of`: pytest would look for others where it stands. Without assertion rewriting nothing of a hidden test's source
# can come into a message. The unraisable-exception plugin would collect garbage over all of torch's objects, twice;
# each further plugin that a suite has no use for costs a millisecond a submission.
UNUSED = (
    *(
        "cacheprovider",
        "capture",
        "debugging",
        "doctest",
        "faulthandler",
        "junitxml",
        "legacypath",
        "logging",
        "monkeypatch",
    ),
    *("pastebin", "pytester_assertions", "recwarn", "setuponly", "setupplan", "stepwise", "subtests", "terminal"),
    *("terminalprogress", "threadexception", "tmpdir", "unittest", "unraisableexception", "warnings"),
)
ASKED_FOR = {
    "monkeypatch": "monkeypatch",
    "unittest": "unittest",
    "debugging": "unittest",
}  # by what a suite mentions then
OPTIONS = ["-c", "/dev/null", "--noconftest", "--import-mode=importlib", "--assert=plain", "--strict-markers"]


class Suite:
    """A lesson's suite, read. faults: why it cannot be run, sentences for its author."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._plugin = SuitePlugin(lesson)
        self._session: pytest.Session | None = None
        self._open = contextlib.ExitStack()
        if targets := lesson.suite_files:
            self._collect(targets)

    def _collect(self, targets: list[Path]) -> None:
        folder, lesson = targets[0].parent, self.lesson
        if mentions(lesson.suite_modules, "hypothesis"):
            properties.make_ready()
        session = _session(folder, lesson.suite_modules)
        self._open.callback(session.config._ensure_unconfigure)
        if lesson.has_hidden_suite:  # else nothing that lies beside it is ours
            self._open.enter_context(importable(folder))
            try:
                if conftest := conftest_of(folder):
                    session.config.pluginmanager.register(conftest, "the suite's conftest")
            except SuiteProblem as problem:
                self._plugin.faults.append(text("suite.unread", said=str(problem)))
                return
        session.config.pluginmanager.register(fixtures)
        session.config.pluginmanager.register(self._plugin)
        with _stopped_by_the_suite():
            session.perform_collect(list(map(str, targets)))
            self._session = session

    @property
    def is_sound(self) -> bool:
        """Whether it has been read to its end, and nothing is wrong with it."""
        return self._session is not None and not self._plugin.faults

    def run(self, grading: Grading) -> None:
        """Run the tests that this grading asks for, once."""
        grading.faults += self._plugin.faults or self._plugin.without_tests(grading.tasks)
        session = None if grading.faults else self._session
        if session:
            session.items[:] = grading.chosen(session.items)
            session.config.stash[GRADING] = grading
            with _stopped_by_the_suite():
                session.config.hook.pytest_runtestloop(session=session)
        if not grading.faults and not grading.collected:
            grading.faults.append(text("suite.empty", suite=str(self.lesson.suite)))
        silent = set(grading.collected) - {record.result.id for record in grading.records}
        grading.faults += [text("suite.silent", name=name) for name in sorted(silent)]

    def close(self) -> None:
        """Forget it, with the modules that it has loaded."""
        self._open.close()


@contextlib.contextmanager
def _stopped_by_the_suite() -> Iterator[None]:
    """Nothing is printed. Where the suite ends pytest, or Python, no more of it is read or run."""
    stops = (pytest.UsageError, pytest.Session.Interrupted, pytest.exit.Exception, KeyboardInterrupt, SystemExit)
    unseen = io.StringIO()
    with contextlib.redirect_stdout(unseen), contextlib.redirect_stderr(unseen), contextlib.suppress(*stops):
        yield


def rehearse() -> None:
    """One pytest run over nothing, so that whatever pytest imports lazily is imported in the warm parent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "test_rehearsal.py")
        path.write_text("def test_nothing():\n    assert True\n")
        session = _session(Path(folder), [])
        with _stopped_by_the_suite():
            session.perform_collect([str(path)])
            session.config.hook.pytest_runtestloop(session=session)
        session.config._ensure_unconfigure()


def _session(folder: Path, files: list[Path]) -> pytest.Session:
    """A pytest session that has begun and collected nothing: what `pytest.main` does first, which cannot be asked for alone.

    files: of the suite, which tell the plugins that it needs.
    """
    cut = f"--confcutdir={folder}"  # else pytest looks at every neighbour of every folder above
    unused = [name for name in UNUSED if not (name in ASKED_FOR and mentions(files, ASKED_FOR[name]))]
    config = pytest.Config.fromdictargs(
        {}, [*OPTIONS, *(word for name in unused for word in ("-p", f"no:{name}")), cut]
    )
    config._do_configure()
    session = pytest.Session.from_config(config)
    config.hook.pytest_sessionstart(session=session)
    return session
