"""What a lesson is made of: its files, and what stands in lesson.toml, probes.toml and thresholds.toml. Nothing is graded here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.findings import finding
from grader.authoring.handout import trained_tests
from grader.course.lessons import Lesson, texts_file
from grader.course.thresholds import read_thresholds
from grader.wire.channel import MiB

__all__ = ["data_findings", "fact_findings", "named_probes", "probe_findings", "stray_files", "threshold_findings"]

HINTS = 3
OPTIONAL = {"mutants.toml", "probes.toml", "public.toml", "thresholds.toml"}
RUNS, FALSE_FAIL = 20, 0.001  # what a threshold must be fitted to, and how seldom the solution may miss it


def stray_files(lesson: Lesson, taught: bool) -> Iterator[str]:
    """What belongs to no lesson; of one that is to be taught, also what is missing."""
    texts = {texts_file(lesson.handout, language).name for language in lesson.known_languages}
    readmes = {lesson.readme(language).name for language in lesson.known_languages}
    files = {Path(name).parts[0] for name in lesson.paths(lesson.instructor)}
    texts |= {f"stub.{language}.toml" for language in lesson.known_languages}
    needed = {"lesson.toml", *files} | ({"test_public.py"} if taught else set())
    sides = {
        lesson.handout: (needed, {*readmes, *texts, "test_public.py", "show.py", "ask.toml", "figures", "data"}),
        lesson.instructor: (
            files | {"suite"} | ({"misconceptions"} if taught else set()),
            {*OPTIONAL, *texts, "misconceptions", *lesson.facts.artefacts},
        ),
    }
    for folder, (required, allowed) in sides.items():
        names = {path.name for path in folder.iterdir()} - {"__pycache__"}
        yield from (finding("lint.stray", path=str(folder / name)) for name in sorted(names - required - allowed))
        yield from (finding("lint.missing", path=str(folder / name)) for name in sorted(required - names))
    for folder in (lesson.instructor / "suite", lesson.instructor / "misconceptions"):
        known = {"__pycache__", "data"} if folder.name == "suite" else {"__pycache__"}
        strays = [path for path in folder.glob("*") if path.suffix != ".py" and path.name not in known]
        for path in strays:
            of_suite = folder.name == "suite"
            yield finding("lint.stray_in_suite" if of_suite else "lint.stray", path=str(path))


def data_findings(lesson: Lesson) -> Iterator[str]:
    """Data that a worker has no room for, and hidden data that is handed out as well."""
    given = lesson.data_files
    size = sum(path.stat().st_size for path in given.values())
    if size > lesson.limits.scratch_mb * MiB / 2:
        mib, folder = f"{size / MiB:.0f}", str(lesson.handout / "data")
        yield finding("lint.data_size", folder=folder, size=mib, most=lesson.limits.scratch_mb)
    contents = {path.read_bytes(): path for path in given.values() if path.stat().st_size}
    for path in sorted((lesson.suite / "data").rglob("*")):
        if path.is_file() and (same := contents.get(path.read_bytes())):
            yield finding("lint.data_handed_out", path=str(path), same=str(same))


def fact_findings(lesson: Lesson, taught: bool) -> Iterator[str]:
    """Numbers of tasks; titles, hints and misconceptions' sentences, in every language of the course. taught: each task needs its hints."""
    _, *further = lesson.languages
    for language in further:
        if language not in lesson.facts.titles:
            yield finding("lint.lacks", where="lesson.toml", key=f"title_{language}")
        for task in lesson.facts.tasks:
            if language not in task.titles:
                yield finding("lint.task_lacks", number=task.number, key=f"title_{language}")
        for misconception in lesson.misconceptions:
            if language not in misconception.says:
                yield finding("lint.says_lacks", path=str(misconception.path), language=language)
    for position, task in enumerate(lesson.facts.tasks, start=1):
        if task.number != position:
            yield finding("lint.task_place", number=task.number, position=position)
        asked = HINTS if taught else len(task.hints)
        if any(len(hints) != asked for hints in (task.hints, *(task.hints_in.get(each, []) for each in further))):
            yield finding("lint.hints_in_each" if further else "lint.hints", number=task.number, asked=asked)


def probe_findings(lesson: Lesson) -> Iterator[str]:
    """Those that the suite names, and those that have a sentence in every language."""
    named = named_probes(lesson)
    yield from (finding("lint.probe_lacking", name=name) for name in sorted(named - set(lesson.seen)))
    yield from (finding("lint.probe_idle", name=name) for name in sorted(set(lesson.probes) - named))
    for probe in lesson.probes.values():
        lacking = [f"says_{language}" for language in lesson.languages[1:] if language not in probe.says]
        yield from (finding("lint.lacks", where=f"probes.toml: {probe.name}", key=key) for key in lacking)


def named_probes(lesson: Lesson) -> set[str]:
    suite = "".join(path.read_text(encoding="utf-8") for path in lesson.suite_modules)
    return set(re.findall(r"\bprobe\(\s*\"(\w+)\"", suite))


def threshold_findings(lesson: Lesson) -> Iterator[str]:
    trained, thresholds = trained_tests(lesson), read_thresholds(lesson.thresholds)
    fit = f"python -m grader.authoring.thresholds {lesson.id}"
    yield from (finding("lint.threshold_lacking", name=name, fit=fit) for name in sorted(trained - set(thresholds)))
    for name, threshold in sorted(thresholds.items()):
        if name not in trained:
            yield finding("lint.threshold_idle", name=name)
        if not (threshold.stand_in or threshold.drawn):
            yield finding("lint.threshold_real_only", name=name, fit=fit)
        fits = (found for found in (threshold.real, threshold.stand_in, threshold.drawn) if found)
        if any(found.runs < RUNS or found.false_fail > FALSE_FAIL for found in fits):
            yield finding("lint.threshold_runs", name=name, runs=RUNS, most=str(FALSE_FAIL), fit=fit)
