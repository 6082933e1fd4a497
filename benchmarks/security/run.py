"""Runs every attack before every grader and writes results.md.

Run from the root of the repository: .venv/bin/python -m benchmarks.security.run [--only WORDS] [--peers NAMES] [--jobs 2]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from benchmarks.security.harness.cases import FULL, Case, all_cases
from benchmarks.security.harness.envs import prepare, versions
from benchmarks.security.harness.lab import ENVS, Files, Plan, Run, run_in_lab
from benchmarks.security.harness.ours import ours
from benchmarks.security.harness.peers import PEERS, SOLUTION
from benchmarks.security.harness.results import Cell, Table, document

HERE = Path(__file__).parent


def main() -> None:
    options = arguments()
    prepare()
    seen = Seen(ENVS / "cells.jsonl")
    cases = [
        case for case in all_cases() if not options.only or any(word in case.label for word in options.only.split(","))
    ]
    if options.as_it_stands:
        (HERE / "results.md").write_text(document(cases, seen.table(cases), versions()))
        return
    table = graded_by_peers(cases, [peer for peer in options.peers.split(",") if peer], options.jobs, seen)
    table |= graded_by_us(cases, seen) if options.ours else {}
    if options.only or options.peers != ",".join(PEERS) or not options.ours:
        return  # a part of the whole: shown, not written
    (HERE / "results.md").write_text(document(cases, table, versions()))
    seen.file.unlink(missing_ok=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="parts of `kind name`, with commas: run these, write nothing")
    parser.add_argument("--peers", default=",".join(PEERS), help="with commas; fewer than all: write nothing")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ours", action=argparse.BooleanOptionalAction, default=True, help="dlgrade as well")
    parser.add_argument("--as-it-stands", action="store_true", help="run nothing: write what a cut-off run has done")
    return parser.parse_args()


def graded_by_peers(cases: list[Case], peers: list[str], jobs: int, seen: Seen) -> Table:
    tasks = [(case, peer) for case in cases for peer in peers if case.for_peer(peer)]
    with ThreadPoolExecutor(jobs) as pool:
        cells = list(
            pool.map(
                lambda number: seen.cell(*tasks[number], partial(graded_by, *tasks[number], number)), range(len(tasks))
            )
        )
    return {(case.kind, case.name, peer): cell for (case, peer), cell in zip(tasks, cells, strict=True)}


class Seen:
    """The cells of an earlier run that was cut off, kept until results.md is written."""

    def __init__(self, file: Path) -> None:
        self.file = file
        lines = map(json.loads, file.read_text().splitlines()) if file.exists() else []
        self.cells = {line["key"]: Cell(**line["cell"]) for line in lines}

    def cell(self, case: Case, grader: str, make: Callable[[], Cell]) -> Cell:
        key = self.key(case, grader)
        if key not in self.cells:
            cell = self.cells[key] = make()
            with open(self.file, "a") as file:
                file.write(json.dumps({"key": key, "cell": asdict(cell)}) + "\n")
            print(f"{case.kind:8} {case.name:32} {grader:11} {cell.seconds:5.1f} s  {cell}  {cell.note}", flush=True)
        return self.cells[key]

    def key(self, case: Case, grader: str) -> str:
        whole = json.dumps([case.source, case.honest, case.extra])
        return f"{case.kind} {case.name} {grader} {hashlib.sha256(whole.encode()).hexdigest()[:12]}"

    def table(self, cases: list[Case]) -> Table:
        keys = {(case.kind, case.name, whose): self.key(case, whose) for case in cases for whose in (*PEERS, "dlgrade")}
        return {place: self.cells[key] for place, key in keys.items() if key in self.cells}


def graded_by(case: Case, name: str, number: int) -> Cell:
    peer = PEERS[name]
    plan = peer.plan(case.source, case.extra)
    if case.again:
        plan = with_next_student(plan, peer.plan(SOLUTION, {}).tree)
    runs = run_in_lab(plan, number)
    if not runs:
        return Cell(case.honest, None, FULL, note="the laboratory was brought down")
    first, *later = runs
    told = "\n".join([first.said, first.result or "", *first.shown.values()])
    return Cell(
        case.honest,
        points_of(name, first),
        FULL,
        seconds=first.seconds,
        timed_out=first.timed_out,
        note="pytest ended with exit code 0" if name == "pytest" and first.codes == [0] and case.honest < FULL else "",
        shown=bool(case.shows and re.search(case.shows, told)),
        left=first.left,
        next=(points_of(name, later[0]) or 0) / FULL if later else None,
    )


def with_next_student(plan: Plan, solution: Files) -> Plan:
    """The next student's files alone are put in; all else stays as the attack left it."""
    return replace(plan, again={name: text for name, text in solution.items() if text != plan.tree.get(name)})


def points_of(name: str, run: Run) -> float | None:
    """None for a missing result and for one that cannot be read."""
    try:
        return None if run.result is None else PEERS[name].points(run.result)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def graded_by_us(cases: list[Case], seen: Seen) -> Table:
    """dlgrade takes in the lesson's file alone, so files handed in beside it are nothing to it."""
    chosen = [case for case in cases if case.for_peer("dlgrade") and not case.extra]
    with ours() as dlgrade:
        cells = [seen.cell(case, "dlgrade", partial(dlgrade.grade, case)) for case in chosen]
    return {(case.kind, case.name, "dlgrade"): cell for case, cell in zip(chosen, cells, strict=True)}


if __name__ == "__main__":
    main()
