"""What a lesson is made of: its files, and what stands in lesson.toml, probes.toml and thresholds.toml. Nothing is graded here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

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
        yield from (f"{folder / name} belongs to no lesson: remove it" for name in sorted(names - required - allowed))
        yield from (f"{folder / name} is missing" for name in sorted(required - names))
    for folder in (lesson.instructor / "suite", lesson.instructor / "misconceptions"):
        known = {"__pycache__", "data"} if folder.name == "suite" else {"__pycache__"}
        strays = [path for path in folder.glob("*") if path.suffix != ".py" and path.name not in known]
        keep = ", or put it into suite/data/, where tests read their files" if folder.name == "suite" else ""
        yield from (f"{path} belongs to no lesson: remove it{keep}" for path in strays)


def data_findings(lesson: Lesson) -> Iterator[str]:
    """Data that a worker has no room for, and hidden data that is handed out as well."""
    given = lesson.data_files
    size = sum(path.stat().st_size for path in given.values())
    if size > lesson.limits.scratch_mb * MiB / 2:
        yield (
            f"{lesson.handout / 'data'} has {size / MiB:.0f} MiB, more than half of the {lesson.limits.scratch_mb} that a submission "
            "may use: raise scratch_mb in lesson.toml, or hand out less"
        )
    contents = {path.read_bytes(): path for path in given.values() if path.stat().st_size}
    for path in sorted((lesson.suite / "data").rglob("*")):
        if path.is_file() and (same := contents.get(path.read_bytes())):
            yield f"{path} is hidden, and {same} hands it out: let one of them be another file"


def fact_findings(lesson: Lesson, taught: bool) -> Iterator[str]:
    """Numbers of tasks; titles, hints and misconceptions' sentences, in every language of the course. taught: each task needs its hints."""
    _, *further = lesson.languages
    for language in further:
        if language not in lesson.facts.titles:
            yield f"lesson.toml lacks title_{language}"
        for task in lesson.facts.tasks:
            if language not in task.titles:
                yield f"lesson.toml: task {task.number} lacks title_{language}"
        for misconception in lesson.misconceptions:
            if language not in misconception.says:
                yield f"{misconception.path}: its docstring lacks 'says_{language}:'. `dlgrade docs authors` shows one."
    for position, task in enumerate(lesson.facts.tasks, start=1):
        if task.number != position:
            yield f"lesson.toml: task {task.number} stands at place {position}; number them 1, 2, 3"
        asked = HINTS if taught else len(task.hints)
        if any(len(hints) != asked for hints in (task.hints, *(task.hints_in.get(each, []) for each in further))):
            yield f"lesson.toml: task {task.number} needs {asked} hints" + " in each language" * bool(further)


def probe_findings(lesson: Lesson) -> Iterator[str]:
    """Those that the suite names, and those that have a sentence in every language."""
    named = named_probes(lesson)
    yield from (
        f"the suite names the probe {name}, which probes.toml lacks" for name in sorted(named - set(lesson.seen))
    )
    yield from (f"probes.toml has {name}, which the suite never names" for name in sorted(set(lesson.probes) - named))
    for probe in lesson.probes.values():
        lacking = [f"says_{language}" for language in lesson.languages[1:] if language not in probe.says]
        yield from (f"probes.toml: {probe.name} lacks {key}" for key in lacking)


def named_probes(lesson: Lesson) -> set[str]:
    suite = "".join(path.read_text(encoding="utf-8") for path in lesson.suite_modules)
    return set(re.findall(r"\bprobe\(\s*\"(\w+)\"", suite))


def threshold_findings(lesson: Lesson) -> Iterator[str]:
    trained, thresholds = trained_tests(lesson), read_thresholds(lesson.thresholds)
    fit = f"run python -m grader.authoring.thresholds {lesson.id}"
    yield from (f"thresholds.toml asks nothing of {name}: {fit}" for name in sorted(trained - set(thresholds)))
    for name, threshold in sorted(thresholds.items()):
        if name not in trained:
            yield f"thresholds.toml names {name}, which trains nothing: remove it"
        if not (threshold.stand_in or threshold.drawn):
            yield f"{name} has no threshold for a machine without the real data: {fit}"
        fits = (found for found in (threshold.real, threshold.stand_in, threshold.drawn) if found)
        if any(found.runs < RUNS or found.false_fail > FALSE_FAIL for found in fits):
            yield f"{name}: a threshold needs {RUNS} runs and a false_fail of {FALSE_FAIL} at most: {fit}"
