"""Whatever happens to the machine, a scorecard is whole or not there, and two runs never write into one folder."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from grader.classroom.rounds import Round
from grader.classroom.store import Settings, Store
from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts
from grader.temporary import held_folder

SETTINGS = Settings("lesson01_add", "/submissions", 7)


@pytest.fixture
def card() -> Scorecard:
    return Scorecard(
        lesson="lesson01_add",
        student="Ana",
        submission=SubmissionFacts("0" * 64, ["add.py"]),
        suite="hidden",
        suite_sha256="1" * 64,
        seed=7,
        device="cpu",
        environment={"key": "k"},
        sandbox=SandboxFacts("process", []),
        score=Decimal(3),
        max_score=Decimal(3),
        outcome="graded",
        seconds=0.1,
        started="2026-01-01",
        tasks=[],
    )


def test_scorecard_comes_back(tmp_path: Path, card: Scorecard) -> None:
    with Store(tmp_path / "new" / "out") as store:
        store.save(SETTINGS)
        store.cards.put("王", card)
        assert (store.cards.card("王"), store.settings, store.cards.card("ben")) == (card, SETTINGS, None)


def test_second_run_in_the_same_folder_is_told_so(tmp_path: Path) -> None:
    """It names the process that works there, and the lock is free as soon as that one ends, however it ends."""
    code = "import sys; from pathlib import Path; from grader.classroom.store import Store\n"
    code += "with Store(Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(UsageError, match=f"process {other.pid} is grading"), Store(tmp_path):
            pass
        other.kill()
    with Store(tmp_path):
        assert (tmp_path / ".lock").read_text() == f"{os.getpid()}\n"


def test_full_disk_leaves_no_half_file(tmp_path: Path, card: Scorecard, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old scorecard stands, and nothing else lies beside it."""

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    with Store(tmp_path) as store:
        store.cards.put("ana", card)
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            write_whole(store.cards.path("ana"), b"x" * 100)
        assert store.cards.card("ana") == card
    assert os.listdir(tmp_path / "scorecards") == ["ana.json"]


def test_really_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """A write that the system cuts short half-way, as a quota does."""
    code = "import resource, signal, sys; from pathlib import Path; from grader.files import write_whole\n"
    code += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
    code += "write_whole(Path(sys.argv[1]), b'x' * 100_000)"
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "card.json"], capture_output=True, text=True)
    assert "File too large" in done.stderr
    assert os.listdir(tmp_path) == []


def test_what_a_killed_run_left_is_swept(tmp_path: Path, card: Scorecard) -> None:
    with Store(tmp_path) as store:
        store.cards.put("ana", card)
    (tmp_path / "scorecards" / ".0123.part").write_text("half")
    with Store(tmp_path) as store:
        assert os.listdir(store.cards.folder) == ["ana.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "other"}'])
def test_damaged_scorecard_counts_as_none(tmp_path: Path, text: str) -> None:
    """So it is graded again, and the run goes on."""
    with Store(tmp_path) as store:
        (store.cards.path("ana")).write_text(text)
        assert store.cards.card("ana") is None


def test_damaged_run_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"seed": "x"}')
    with Store(tmp_path) as store, pytest.raises(UsageError, match=r"run\.json is not what dlgrade wrote"):
        assert store.settings


def test_first_copy_of_a_round_stands(tmp_path: Path, card: Scorecard) -> None:
    """A regrade that is resumed still knows the score from before it began; the next round is another one."""
    with Store(tmp_path) as store:
        round = Round(store, SETTINGS, None)
        for seed in (1, 2):
            store.cards.put("ana", msgspec.structs.replace(card, seed=seed))
            round.keep("ana")
        old = round.old("ana")
        names = {round.settings.unfinished}
        round.end()
        names.add(Round(store, SETTINGS, None).begin())
    assert old
    assert old.seed == 1
    assert len(names) == 2


def test_out_folder_that_cannot_be_made_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="Name another folder"), Store(tmp_path / "file" / "out"):
        pass


def test_full_disk_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own error names nothing where a write fails half-way."""

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*card\.json'"):
        write_whole(tmp_path / "card.json", b"x")


def test_folders_of_dead_runs_are_removed_and_those_of_living_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is held by its run, from before it has its name."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "dlgrade-class-dead" / "ana").mkdir(parents=True)
    (tmp_path / "dlgrade-jobs-dead").mkdir()
    (tmp_path / "dlgrade-class-file").write_text("somebody's")
    with held_folder("dlgrade-class-") as mine, held_folder("dlgrade-class-") as other:
        assert {path.name for path in tmp_path.iterdir()} == {
            mine.name,
            other.name,
            "dlgrade-jobs-dead",
            "dlgrade-class-file",
        }
    assert not mine.exists()
