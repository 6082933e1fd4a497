"""The demo on the terminal: grade, tell, keep the scorecards."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import track

from grader.demo.run import Result, demo_lesson, demo_session, grade_class, read_class, save
from grader.errors import UsageError
from grader.reports.classroom import print_class
from grader.reports.terminal import print_scorecard

__all__ = ["print_demo", "run_demo"]


def run_demo(out: Path, *, sandbox: str = "auto", quiet: bool = False) -> list[Result]:
    """Grade the class and write each scorecard to `out/scorecards` as soon as it is there."""
    lesson, entries = demo_lesson(), read_class()
    folder = out / "scorecards"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}. Name another folder with --out.") from None
    progress = Console(stderr=True)
    results = []
    with demo_session(lesson, sandbox) as session:
        graded = grade_class(entries, lesson, session)
        hidden = quiet or not progress.is_terminal
        for result in track(graded, "Grading", len(entries), console=progress, transient=True, disable=hidden):
            save(result.card, folder)
            results.append(result)
    return results


def print_demo(results: list[Result], out: Path, console: Console) -> None:
    """The class, one scorecard in full, and what is not as promised."""
    print_class([result.card for result in results], console)
    for result in results:
        if result.entry.shown:
            console.print(f"\nWhat {result.entry.student} is shown, who {result.entry.what}:\n", style="bold")
            print_scorecard(result.card, console, title=result.card.lesson)
    wrong = [result for result in results if result.differences]
    for result in wrong:
        console.print(f"\n{result.entry.student}: {'; '.join(result.differences)}", style="bold red", soft_wrap=True)
    told = "not as promised" if wrong else "as promised"
    console.print(f"\n{len(results)} submissions graded, {told}. The scorecards: {out / 'scorecards'}", soft_wrap=True)
