"""The demo on the terminal: grade, tell, write the class report."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import track

from grader.demo.run import (
    DemoResult,
    demo_lesson,
    demo_session,
    demo_store,
    grade_class,
    read_class,
    save_demo,
    write_report,
)
from grader.reports.classroom import print_class
from grader.reports.terminal import print_scorecard

__all__ = ["print_demo", "run_demo"]


def run_demo(out: Path, *, sandbox: str = "auto", quiet: bool = False) -> list[DemoResult]:
    """Grade the class, and leave in `out` what `dlgrade grade` and `dlgrade report` leave of a class."""
    lesson, entries = demo_lesson(), read_class()
    progress = Console(stderr=True)
    results = []
    with demo_store(out, lesson) as store, demo_session(lesson, sandbox) as session:
        graded = grade_class(entries, lesson, session)
        hidden = quiet or not progress.is_terminal
        for result in track(graded, "Grading", len(entries), console=progress, transient=True, disable=hidden):
            store.cards.put(result.entry.student, result.card)
            results.append(result)
        save_demo(results, lesson, out)
    write_report(lesson, out)
    return results


def print_demo(results: list[DemoResult], out: Path, console: Console) -> None:
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
    console.print(f"\n{len(results)} submissions graded, {told}. Open {out / 'index.html'}", soft_wrap=True)
