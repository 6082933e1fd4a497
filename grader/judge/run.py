"""Runs one suite under pytest, in this process, against one worker."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest

from grader.course.lessons import Lesson
from grader.judge import properties
from grader.judge.budget import Budget
from grader.judge.messages import Job
from grader.judge.plugin import SuitePlugin
from grader.judge.remote.call_text import defined, signatures
from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk
from grader.judge.suite_modules import SuiteProblem, conftest_of, importable, mentions
from grader.wire.channel import Channel

__all__ = ["desk_of", "prepare", "rehearse", "run_suite"]

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

PREPARED: dict[Path, pytest.Session] = {}  # by the suite's folder; one at most


def run_suite(
    lesson: Lesson,
    control: Channel,
    files: dict[str, bytes],
    job: Job,
    only: list[str] | None = None,
    budget: Budget | None = None,
) -> SuitePlugin:
    """The plugin, with the records of all tests, or of those named in `only`. budget: what they may cost; none is held by default."""
    desk = desk_of(lesson, control, files, job)
    plugin = SuitePlugin(lesson, desk, job, budget or Budget(job.limits.judge_seconds), only)
    targets = lesson.suite_files
    ran = _run_tests(lesson, targets, plugin) if targets else 0
    plugin.incomplete = bool(desk.link.broken)
    desk.link.stop()
    if not ran and not plugin.faults:
        plugin.faults.append(f"the suite at {lesson.suite} has no test")
    silent = set(plugin.collected) - {record.result.id for record in plugin.records}
    plugin.faults += [f"{name} ended without a result" for name in sorted(silent)]
    return plugin


def _run_tests(lesson: Lesson, targets: list[Path], plugin: SuitePlugin) -> int:
    """How many tests ran."""
    folder = targets[0].parent
    if mentions(lesson.suite_modules, "hypothesis"):
        properties.make_ready()
    session = _take(folder, lesson.suite_modules)
    if not lesson.has_hidden_suite:  # nothing that lies beside a public suite is ours
        return _run(session, targets, plugin)
    with importable(folder):
        try:
            if conftest := conftest_of(folder):
                session.config.pluginmanager.register(conftest, "the suite's conftest")
        except SuiteProblem as problem:
            plugin.faults.append(f"the suite cannot be read: {problem}")
            return 0
        return _run(session, targets, plugin)


def desk_of(lesson: Lesson, control: Channel, files: dict[str, bytes], job: Job) -> Desk:
    """The line to these files' workers, none of which is started yet, and what the proxies of the submission share."""
    traced = lesson.runtime == "torch" and any(task.forbidden for task in lesson.facts.tasks)
    link = Link(
        control,
        files,
        job.main,
        job.limits,
        job.problem,
        lesson.without,
        traced,
        tuple(job.cells),
        lesson.facts.on_error == "go_on",
        tuple(name for name in files if name != job.main and lesson.is_own(name)),
        lesson.data_files,
    )
    folder = lesson.instructor if lesson.solution.is_file() else lesson.handout
    functions = set().union(*map(defined, lesson.paths(folder).values()))
    return Desk(link, signatures(folder / lesson.main), functions)


def prepare(lesson: Lesson) -> None:
    """Have a pytest session ready for the next run of this lesson's suite, here or in a fork: a quarter of what a run costs."""
    folder = lesson.suite_files[0].parent
    if mentions(lesson.suite_modules, "hypothesis"):
        properties.make_ready()
    if folder not in PREPARED:
        for session in PREPARED.values():
            session.config._ensure_unconfigure()
        PREPARED.clear()
        PREPARED[folder] = _session(folder, lesson.suite_modules)


def rehearse() -> None:
    """One pytest run over nothing, so that whatever pytest imports lazily is imported in the warm parent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "test_rehearsal.py")
        path.write_text("def test_nothing():\n    assert True\n")
        _run(_session(Path(folder), []), [path], None)


def _take(folder: Path, files: list[Path]) -> pytest.Session:
    return PREPARED.pop(folder, None) or _session(folder, files)


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


def _run(session: pytest.Session, targets: list[Path], plugin: SuitePlugin | None) -> int:
    """How many tests ran."""
    config = session.config
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            config.pluginmanager.register(plugin)
            session.perform_collect(list(map(str, targets)))
            config.hook.pytest_runtestloop(session=session)
        except (pytest.UsageError, session.Interrupted):
            return 0  # no such file or test; or it could not be read, as the plugin was told
        except (pytest.exit.Exception, KeyboardInterrupt):  # by the suite: tests are missing that were collected
            pass
        finally:
            config._ensure_unconfigure()
    return session.testscollected
