"""The submissions: controls, the corpus of tests/attacks as it is, and variants that aim at the peers."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.security.harness.formats import EXERCISE, TESTS
from tests.attacks.corpus import FILES

__all__ = ["FULL", "Case", "all_cases"]

VARIANTS = Path(__file__).parents[1] / "variants"
FULL = len(TESTS)
TASK_1 = 3  # the tests of sigmoid, which most attacks do honestly
FORBIDDEN = 2  # right numbers by a forbidden way: all of task 1 but its rule

# What the honest part of a file earns in these eight tests, where that is not the whole sigmoid and nothing else.
HONEST = {
    "score_exit_at_import": 0,
    "score_write_report": 0,
    "score_source_of_another": 2,
    "score_half_precision": 2,  # large numbers, and its source is its own
    "score_lazy_tensor": 7,  # right and slow
    "score_nan": 1,
    "score_shape_by_broadcast": 1,
    "score_table_of_answers": 1,
    "score_unchanged_lie": 2,  # changes z in place, so a reference worked out later is another
    "outlive_message_to_next": 1,
}
# Read: what shows in the grader's own words that the attack has seen something. Else the secret of the suite does.
SHOWS = {
    "read_inputs_by_exception": r"looked at the inputs: \[\[",
    "read_by_socket": r"opened: \[\\*['\"]AF_",
    "read_modules_of_the_judge": r"imported: \[\\*['\"]",
}
READ = ("read_disk", "read_environment", "read_objects", *SHOWS)
DAMAGE = ("damage_kill_everything", "damage_rewrite_everything")
OUTLIVE = ("outlive_double_fork", "outlive_thread", "outlive_message_to_next")
# Each call sleeps longer than any limit: before the peers these would fill the time of a run and no more. Variants stand for them.
FOR_US = ("score_freeze_the_clock", "score_lazy_tensor")


@dataclass(frozen=True)
class Case:
    """One submission. `only`: the peers that it aims at, all if empty; `extra`: files handed in beside it."""

    name: str
    source: str
    honest: int
    kind: str  # "control", "corpus" or "variant"
    only: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    shows: str = ""
    again: bool = False

    @property
    def family(self) -> str:
        return self.name.split("_")[0]

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}"

    def for_peer(self, peer: str) -> bool:
        return not self.only or peer in self.only


def all_cases() -> list[Case]:
    return [*controls(), *corpus(), *variants()]


def controls() -> list[Case]:
    worth = {"wrong_bce": 3, "library_sigmoid": 7, "slow_bce": 7}
    files = [(path.stem, path, worth[path.stem]) for path in sorted((EXERCISE / "controls").glob("*.py"))]
    files = [("solution", EXERCISE / "solution.py", FULL), *files]
    return [Case(name, path.read_text(), honest, "control") for name, path, honest in files]


def corpus() -> list[Case]:
    """The whole score family and what of the others has an effect that can be seen from outside."""
    names = [path.stem for path in sorted(FILES.glob("score_*.py"))] + [*READ, *DAMAGE, *OUTLIVE]
    return [corpus_case(name) for name in names]


def corpus_case(name: str) -> Case:
    source = (FILES / f"{name}.py").read_text()
    docstring = ast.get_docstring(ast.parse(source)) or ""
    if name.startswith("score_forbidden_"):
        honest = FORBIDDEN
    else:
        honest = TASK_1 if "honest: task 1" in docstring else HONEST[name]  # a new file must say what it earns here
    shows = SHOWS.get(name, r"(looked at|searched) [^\n]*canary-of-the-peers") if name in READ else ""
    only = ("dlgrade",) if name in FOR_US else ()
    return Case(name, source, honest, "corpus", only, shows=shows, again=name in (*DAMAGE, *OUTLIVE))


def variants() -> list[Case]:
    """variants/NAME.py is handed in in place of the corpus' NAME, variants/NAME.d/ beside it (or beside the corpus' file)."""
    names = {path.name.split(".")[0] for path in VARIANTS.iterdir() if path.suffix in (".py", ".d")}
    return [variant_case(name) for name in sorted(names)]


def variant_case(name: str) -> Case:
    own = VARIANTS / f"{name}.py"
    source = own.read_text() if own.exists() else (FILES / f"{name}.py").read_text()
    fields = dict(
        line.split(": ", 1) for line in (ast.get_docstring(ast.parse(source)) or "").splitlines() if ": " in line
    )
    honest = int(fields["honest"]) if own.exists() else TASK_1
    only = tuple(fields.get("peers", "").split(", ")) if fields.get("peers") else ()
    folder = VARIANTS / f"{name}.d"
    extra = {path.name: path.read_text() for path in sorted(folder.iterdir())} if folder.exists() else {}
    return Case(name, source, honest, "variant", only, extra)
