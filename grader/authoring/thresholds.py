"""Fits a lesson's training thresholds: trains the reference solution under many seeds and writes down what may be asked.

Run: python -m grader.authoring.thresholds lesson08 --runs 20

On a GPU (`--device cuda`) only its seconds are written, and an accuracy where the reference reaches less there.
"""

from __future__ import annotations

import math
import os
import statistics
from collections.abc import Iterator
from typing import get_args

import click
import msgspec
from scipy.stats import t

from grader.course.lessons import Lesson, find_course
from grader.course.thresholds import Fit, Kind, Threshold, read_thresholds
from grader.devices import Device, choose_device
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.errors import DlgradeError, GraderFault, LessonError
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import Scorecard
from grader.sentences import default_language, speaker, text

__all__ = ["fit", "render", "train_reference"]

FALSE_FAIL = 1e-4  # for the reference; other correct programs differ a little from it,
MARGIN = 0.03  # and by at least so much below its mean they may stay
TIME_RATIO = 5.0
STEP = 0.01
HEAD = """# What each training must reach. Made by `python -m grader.authoring.thresholds {lesson}`, which keeps time_ratio, parameters
# and seconds: edit those by hand. docs/thresholds.md says what the names mean.
"""


def fit(accuracies: list[float]) -> Fit:
    """What to ask: a whole percent, 3 below the mean at least, that the same program misses less than once in 10,000 runs."""
    runs, mean, std = len(accuracies), statistics.mean(accuracies), statistics.stdev(accuracies)
    spread = max(std, 1e-4) * math.sqrt(1 + 1 / runs)

    def false_fail(accuracy: float) -> float:
        return float(t.cdf((accuracy - mean) / spread, df=runs - 1))

    asked = math.floor((mean - MARGIN) / STEP)
    while asked > 0 and false_fail(asked * STEP) > FALSE_FAIL:
        asked -= 1
    accuracy = round(asked * STEP, 4)
    return Fit(accuracy, round(mean, 4), round(std, 4), runs, float(f"{false_fail(accuracy):.1g}"))


def train_reference(lesson: Lesson, session: Session, runs: int) -> Iterator[Scorecard]:
    """The scorecards of the solution with the seeds 1 to `runs`, after the first one only of the tasks that train."""
    source = lesson.solved()
    tasks: tuple[int, ...] = ()
    for seed in range(1, runs + 1):
        card = session.grade(lesson, Submission(source), Options(seed, tasks, secret_key=AUTHOR_KEY))
        names = {training.name for training in card.training}
        if not names:
            raise GraderFault(text("fault.not_trained", lesson=lesson.id, why=card.message or text("fault.not_asked")))
        tasks = tuple(task.number for task in card.tasks if names & {test.id for test in task.tests})
        yield card


def render(thresholds: dict[str, Threshold], lesson: Lesson) -> str:
    """The file's text."""
    lines = [HEAD.format(lesson=lesson.id)]
    for test, threshold in sorted(thresholds.items()):
        most = [f"parameters = {threshold.parameters}"] if threshold.parameters else []
        lines += [f"[{test}]", f"time_ratio = {threshold.time_ratio}", *most, ""]
        tables = {kind: msgspec.structs.asdict(found) for kind in get_args(Kind) if (found := threshold.fit(kind))}
        tables |= {"seconds": threshold.seconds} if threshold.seconds else {}
        for name, table in tables.items():
            lines += [f"[{test}.{name}]", *(f"{_key(key)} = {value}" for key, value in table.items()), ""]
    return "\n".join(lines)


def _key(key: str) -> str:
    return key if key.isidentifier() else f'"{key}"'


def _fitted(lesson: Lesson, runs: int, device: Device) -> tuple[dict[tuple[str, Kind], Fit], dict[str, float]]:
    """What may be asked of each training on each kind of data, and the seconds of each one's slowest run."""
    found: dict[tuple[str, Kind], list[float]] = {}
    slowest: dict[str, float] = {}
    with Session(choose(own_code=True), lesson.limits, hidden=(lesson.root,), device=device) as session:
        for seed, card in enumerate(train_reference(lesson, session, runs), start=1):
            for training in card.training:
                found.setdefault((training.name, training.data), []).append(training.accuracy)
                slowest[training.name] = max(training.seconds, slowest.get(training.name, 0))
                ratio = f"{training.seconds / (training.reference_seconds or 1):.2f} of the reference's time"
                click.echo(f"seed {seed:>3}  {training.name} ({training.data})  {training.accuracy:.4f}  {ratio}")
    return {key: fit(accuracies) for key, accuracies in found.items() if len(accuracies) == runs}, slowest


def on_gpu(before: Threshold, fits: dict[Kind, Fit], gpu: str, slowest: float) -> Threshold:
    """The CPU's threshold with this GPU's seconds; where the reference reaches less on the GPU, that is what is asked of all."""
    lower = {
        kind: new for kind, new in fits.items() if (old := before.fit(kind)) is None or new.accuracy < old.accuracy
    }
    seconds = {**before.seconds, gpu: max(1.0, round(before.time_ratio * slowest, 1))}
    return msgspec.structs.replace(before, seconds=seconds, **lower)


def _write(lesson: str, runs: int, device: Device) -> None:
    chosen = find_course().lesson(lesson)
    if not chosen.solution.is_file():
        raise LessonError(text("wrong.threshold_solution", solution=str(chosen.solution)))
    thresholds = read_thresholds(chosen.thresholds)
    fits, slowest = _fitted(chosen, runs, device)
    if any(kind == "real" for _, kind in fits):
        os.environ["DLGRADE_STAND_INS"] = "1"
        more, slower = _fitted(chosen, runs, device)
        fits |= more
        slowest = {test: max(seconds, slower.get(test, 0)) for test, seconds in slowest.items()}
    tests = {test for test, _ in fits}
    for test in tests:
        before = thresholds.get(test, Threshold(TIME_RATIO))
        mine = {kind: found for (name, kind), found in fits.items() if name == test}
        if device.kind == "cuda":
            thresholds[test] = on_gpu(before, mine, device.name, slowest[test])
        else:
            thresholds[test] = msgspec.structs.replace(before, **mine)
        for kind, found in mine.items():
            click.echo(f"{test} ({kind}): {found}")
    chosen.thresholds.write_text(render({name: thresholds[name] for name in tests}, chosen), encoding="utf-8")
    click.echo(speaker(default_language())("told.written", path=str(chosen.thresholds)))


@click.command()
@click.argument("lesson")
@click.option("--runs", type=click.IntRange(min=5), default=20, show_default=True, help="Trainings for each data set.")
@click.option("--device", type=click.Choice(["cpu", "cuda"]), default="cpu", show_default=True, help="Where to train.")
def main(lesson: str, runs: int, device: str) -> None:
    """Train the reference of LESSON on the data that is here and on the stand-ins, and write its thresholds.toml."""
    try:
        _write(lesson, runs, choose_device(device, wanted=find_course().lesson(lesson).facts.gpu))
    except DlgradeError as error:
        click.echo(f"thresholds: {error}", err=True)
        click.get_current_context().exit(error.exit_code)


if __name__ == "__main__":
    main()
