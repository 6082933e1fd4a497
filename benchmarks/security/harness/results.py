"""What one grader gave one submission, and the table of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.security.harness.cases import Case

__all__ = ["Cell", "document"]

NAMES = {
    "pytest": "pytest",
    "gradescope": "gradescope-utils",
    "otter": "otter",
    "nbgrader": "nbgrader",
    "dlgrade": "dlgrade",
}


BEST_FIRST = ["full marks", "gain", "no gain", "no result", "no result, time"]


@dataclass(frozen=True)
class Cell:
    """`got` is None when the grader gave no result. `next`: the share of points of the next student, who is right."""

    honest: float
    got: float | None
    total: float
    seconds: float = 0
    timed_out: bool = False
    note: str = ""
    shown: bool = False
    left: int | None = None  # processes that outlived the grader; not counted for dlgrade
    next: float | None = None

    @property
    def effect(self) -> str:
        if self.got is None:
            return "no result, time" if self.timed_out else "no result"
        if self.got > self.honest:
            return "full marks" if self.got >= self.total else "gain"
        return "no gain"

    def __str__(self) -> str:
        got = "–" if self.got is None else f"{self.got:g}"
        words = f"{self.honest:g} → {got}, {self.effect}"
        return f"**{words}**" if self.effect in ("full marks", "gain") else words


Table = dict[tuple[str, str, str], Cell]  # kind, name, grader


def document(cases: list[Case], table: Table, versions: dict[str, str]) -> str:
    parts = [_head(versions, table), _summary(cases, table), _controls(cases, table)]
    parts += [
        _scores(cases, table, "corpus"),
        _scores(cases, table, "variant"),
        _reading(cases, table),
        _others(cases, table),
        _notes(cases, table),
    ]
    return "\n\n".join(parts) + "\n"


def _head(versions: dict[str, str], table: Table) -> str:
    hours = sum(cell.seconds for cell in table.values()) / 3600
    used = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        "# Attacks on five graders\n\nMade by `python benchmarks/security/run.py`; README.md says what is measured and what is not. "
        f"{used}. {len(table)} runs, {hours:.1f} hours of them if they had stood in one line.\n\nA cell reads: honest points → points got, effect. The peers give 8 points, tasks 1 and 2 of dlgrade's lesson 05 give 13. "
        "*no result*: the grader ended without a score that can be read."
    )


def rows(header: list[str], lines: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in (header, ["---"] * len(header), *lines))


def _summary(cases: list[Case], table: Table) -> str:
    """An attack counts once a grader: with what it does best, as it is or as the variant for it."""
    lines = [
        [title, *_counted(table, grader, ("corpus",)), *_counted(table, grader, ("corpus", "variant"))]
        for grader, title in NAMES.items()
    ]
    names = {case.name for case in cases if case.family == "score"}
    header = ["grader"]
    for files in ("files as they are", "with variants"):
        header += [f"{files}: full marks", "any gain", "no result"]
    return f"## Summary of the {len(names)} score attacks\n\n{rows(header, lines)}"


def _counted(table: Table, grader: str, kinds: tuple[str, ...]) -> list[str]:
    """How many of the attacks that were run: full marks, any gain at all, no result."""
    found: dict[str, list[Cell]] = {}
    for (kind, name, whose), cell in table.items():
        if kind in kinds and whose == grader and name.startswith("score_"):
            found.setdefault(name, []).append(cell)
    best = [min((cell.effect for cell in cells), key=BEST_FIRST.index) for cells in found.values()]
    counts = (best.count("full marks"), best.count("full marks") + best.count("gain"))
    lost = sum(effect.startswith("no result") for effect in best)
    return [f"{count} of {len(best)}" for count in (*counts, lost)]


def _grid(cases: list[Case], table: Table) -> str:
    lines = [[f"`{case.name}`", *(_text(case, table, grader) for grader in NAMES)] for case in cases]
    return rows(["file", *NAMES.values()], lines)


def _text(case: Case, table: Table, grader: str) -> str:
    if cell := table.get((case.kind, case.name, grader)):
        return str(cell)
    return "" if case.kind == "variant" or not case.for_peer(grader) else "not run"


def _controls(cases: list[Case], table: Table) -> str:
    return "## Controls\n\n" + _grid([case for case in cases if case.kind == "control"], table)


def _scores(cases: list[Case], table: Table, kind: str) -> str:
    title = {"corpus": "The score attacks, as tests/attacks has them", "variant": "Variants that aim at the peers"}[
        kind
    ]
    return f"## {title}\n\n" + _grid([case for case in cases if case.kind == kind and case.family == "score"], table)


def _reading(cases: list[Case], table: Table) -> str:
    chosen = [case for case in cases if case.family == "read"]
    lines = [
        [f"`{case.name}`", *(_seen(table.get(("corpus", case.name, whose))) for whose in NAMES)] for case in chosen
    ]
    return f"## Reading: does the grader's own output show that the secret, or what the file looks for, was seen?\n\n{rows(['file', *NAMES.values()], lines)}"


def _seen(cell: Cell | None) -> str:
    if cell is None:
        return "not run"
    return "**seen**" if cell.shown else "not seen"


def _others(cases: list[Case], table: Table) -> str:
    """Damage and what outlives: this student's effect, processes left, and the next student, who hands in the solution."""
    chosen = [case for case in cases if case.again]
    lines = [
        [f"`{case.name}`", *(_aftermath(table.get(("corpus", case.name, whose))) for whose in NAMES)] for case in chosen
    ]
    return f"## Damage: this student's effect, processes left, share of the next student's points\n\n{rows(['file', *NAMES.values()], lines)}"


def _aftermath(cell: Cell | None) -> str:
    if cell is None:
        return "not run"
    next_one = "the laboratory fell" if cell.next is None else f"next {cell.next:.0%}"
    left = "" if cell.left is None else f"{cell.left} left, "
    words = f"{cell.effect}, {left}{next_one}"
    return words if cell.effect == "no gain" and not cell.left and cell.next == 1 else f"**{words}**"


def _notes(cases: list[Case], table: Table) -> str:
    lines = [
        f"- {grader}, `{name}` ({kind}): {cell.note}"
        for (kind, name, grader), cell in table.items()
        if cell.note and kind != "control"
    ]
    return "## Notes\n\n" + "\n".join(lines)
