"""Runs a lesson's show.py against one worker: a section of the page for each of its functions, with pictures or with the reason why not."""

from __future__ import annotations

import importlib.util
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.course.data import Data, catalogue
from grader.course.lessons import Lesson
from grader.errors import DlgradeError
from grader.judge.budget import Budget
from grader.judge.claims import claim_of
from grader.judge.draw import Draw
from grader.judge.drawing.picture import Picture, Room
from grader.judge.failures import STARTED, crash_lines, not_written
from grader.judge.messages import Graded, Job, Section
from grader.judge.places import place_of_error
from grader.judge.remote.at_import import AtImport, notes_of
from grader.judge.remote.errors import Mismatch, NotWritten, NoWorker, Setback, StudentError
from grader.judge.remote.student import Desk, Student
from grader.judge.remote.tools import WorkerTools
from grader.judge.run import desk_of
from grader.sentences import Line, Part, text
from grader.wire.channel import Channel

__all__ = ["draw_sections"]

KEY = b"dlgrade show"  # the same pictures of the same code, each time: nothing here is secret
NAME = re.compile(r"show_\w+")


def draw_sections(job: Job, control: Channel, budget: Budget) -> Graded:
    """All pictures of the lesson, of this submission's functions. What its values make impossible is a sentence in the place of a picture."""
    lesson = Lesson(Path(job.handout), Path(job.instructor), job.limits)
    try:
        functions = _functions(lesson.show)
    except Exception as error:
        return Graded([], fault=_fault(error, lesson))
    desk, data, room = desk_of(lesson, control, job.files, job), Data(catalogue(lesson.root), lesson.runtime), Room()
    sections, fault = [], ""
    for function in functions:
        draw = Draw(KEY, lesson.runtime).branch(function.__name__)
        desk.begin(draw.branch("worker").seed(), frozenset())
        given = {"student": Student(desk), "worker": WorkerTools(desk), "draw": draw, "data": data}
        picture = Picture(desk, room)
        try:
            problem = _problem_of(function, given | {"picture": picture}, desk, lesson, budget)
        except (DlgradeError, OSError, NoWorker) as error:  # the machine's doing, or that of the course
            fault = fault or _fault(error, lesson)
            break
        title = claim_of(function.__doc__, lesson.known_languages)
        sections.append(Section(function.__name__, title, picture.drawn, problem))
    desk.link.stop()
    own = [name.removeprefix("module ") for name in job.reasons]
    notes: list[str | Any] = [*notes_of(desk.link.imported or AtImport(), job.packages, own)]
    return Graded([], fault=fault, broken=desk.link.broken, data=data.used, notes=notes, sections=sections)


def _functions(path: Path) -> list[Callable[..., None]]:
    """The functions show_... of the file, in their order. Whatever is wrong with the file is raised."""
    spec = importlib.util.spec_from_file_location("dlgrade_show", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [each for name, each in vars(module).items() if NAME.fullmatch(name) and inspect.isfunction(each)]


def _problem_of(
    function: Callable[..., None], given: dict[str, Any], desk: Desk, lesson: Lesson, budget: Budget
) -> list[Line]:
    """Why not everything was drawn, as lines for the student; none where all was."""
    arguments = {name: given[name] for name in inspect.signature(function).parameters}
    try:
        with budget.charged():
            function(**arguments)
    except NotWritten as error:
        return [_write_first(error, desk, lesson)]
    except StudentError as error:
        called = desk.last.text if desk.last else lesson.main
        return [text("show.crashed", name=called), *crash_lines(error, lesson)]
    except Setback as error:
        return _lines(error.said)
    except Mismatch as error:
        return _lines(error.message)
    except (DlgradeError, OSError, NoWorker):
        raise
    except Exception as error:  # the solution's values do not lead here, as `dlgrade lint` proves: these do
        called = desk.last.text if desk.last else lesson.main
        return [text("show.undrawn", name=called, error=type(error).__name__)]
    return []


def _lines(part: Part) -> list[Line]:
    return part if isinstance(part, list) else [str(part) if isinstance(part, int) else part]


def _write_first(error: NotWritten, desk: Desk, lesson: Lesson) -> Line:
    """Which function of which task the picture waits for."""
    name = re.split(r"[.(\[]", desk.last.text)[0] if desk.last else ""
    task = next((task.number for task in lesson.facts.tasks if name in task.functions), 0)
    if error.raised.type != "NotImplementedError":
        return not_written(error, desk)
    if started := STARTED.fullmatch(error.raised.message):
        name, task = started["name"], int(started["task"])
    return text("show.write_first", name=name, task=task) if name and task else not_written(error, desk)


def _fault(error: Exception, lesson: Lesson) -> str:
    if isinstance(error, DlgradeError):
        return str(error)
    place = place_of_error(error, lesson.handout)
    return f"{place or lesson.show}: {type(error).__name__}: {error}"[:2000]
