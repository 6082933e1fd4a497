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
from grader.sentences import ENGLISH, render, speaker

__all__ = ["print_demo", "run_demo"]


def run_demo(out: Path, *, sandbox: str = "auto", quiet: bool = False, language: str = ENGLISH) -> list[DemoResult]:
    """Grade the class, and leave in `out` what `dlgrade grade` and `dlgrade report` leave of a class."""
    lesson, entries = demo_lesson(), read_class()
    progress = Console(stderr=True)
    results = []
    with demo_store(out, lesson, language) as store, demo_session(lesson, sandbox) as session:
        graded = grade_class(entries, lesson, session, language)
        hidden = quiet or not progress.is_terminal
        for result in track(
            graded, speaker(language)("demo.grading"), len(entries), console=progress, transient=True, disable=hidden
        ):
            store.cards.put(result.entry.student, result.card)
            results.append(result)
        save_demo(results, lesson, out, language)
    write_report(lesson, out)
    return results


def print_demo(results: list[DemoResult], out: Path, console: Console, language: str = ENGLISH) -> None:
    """The class, one scorecard in full, and what is not as promised."""
    say = speaker(language)
    print_class([result.card for result in results], console, language=language)
    for result in results:
        if result.entry.shown:
            what = result.entry.what_zh if language == "zh" else result.entry.what
            told = say("demo.shown", student=result.entry.student, what=what)
            console.print(f"\n{told}\n", style="bold")
            print_scorecard(result.card, console, language=language, title=result.card.lesson)
    wrong = [result for result in results if result.differences]
    for result in wrong:
        console.print(
            f"\n{result.entry.student}: {'; '.join(render(each, language) for each in result.differences)}",
            style="bold red",
            soft_wrap=True,
        )
    told = say("demo.otherwise" if wrong else "demo.as_promised", n=len(results), page=str(out / "index.html"))
    console.print(f"\n{told}", soft_wrap=True)
