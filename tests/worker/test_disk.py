"""What a submission has written is counted, however it hides it, and counting has an end."""

from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path

import msgspec
import pytest

from grader.wire.channel import MiB
from grader.wire.messages import Confinement
from grader.worker import disk
from grader.worker.disk import LONGEST_PATH, disk_bytes

CLONE_FILES = 0x400


@pytest.fixture
def confinement(tmp_path: Path) -> Confinement:
    return Confinement(str(tmp_path), [str(tmp_path)], "descendants")


def test_files_in_folders_are_counted(confinement: Confinement, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"x" * MiB)

    assert MiB <= disk_bytes(confinement, 10 * MiB) < 2 * MiB


def test_file_without_blocks_costs_nothing_but_its_name(confinement: Confinement, tmp_path: Path) -> None:
    with open(tmp_path / "sparse", "wb") as file:
        file.truncate(1 << 30)

    assert disk_bytes(confinement, 10 * MiB) < 100_000


def test_counting_ends_when_there_is_enough(confinement: Confinement, tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / str(number)).touch()

    assert disk_bytes(confinement, MiB) == MiB + 1


def test_tree_too_deep_to_look_at_is_too_much(confinement: Confinement, tmp_path: Path) -> None:
    (tmp_path / "/".join(["d" * 200] * 19)).mkdir(parents=True)

    assert len(str(tmp_path)) + 19 * 201 > LONGEST_PATH
    assert disk_bytes(confinement, 10 * MiB) == 10 * MiB + 1


def test_file_that_is_open_without_a_name_is_counted(
    confinement: Confinement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "members", lambda confinement: [os.getpid()])
    with open(tmp_path / "gone", "wb") as file:
        file.write(b"x" * MiB)
        file.flush()
        (tmp_path / "gone").unlink()

        assert disk_bytes(confinement, 10 * MiB) >= MiB


def test_file_that_only_a_thread_has_open_is_counted_once(
    confinement: Confinement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread may leave the table of open files that it shares with the others."""
    monkeypatch.setattr(disk, "members", lambda confinement: [os.getpid()])
    opened, counted = threading.Barrier(2), threading.Barrier(2)

    def hold() -> None:
        ctypes.CDLL(None).unshare(CLONE_FILES)
        files = [os.open(tmp_path / "gone", os.O_RDWR | os.O_CREAT) for _ in range(3)]
        os.write(files[0], b"x" * MiB)
        os.unlink(tmp_path / "gone")
        opened.wait()
        counted.wait()
        for file in files:
            os.close(file)

    thread = threading.Thread(target=hold)
    before = disk_bytes(confinement, 1 << 40)  # this process has files of its own
    thread.start()
    opened.wait()
    used = disk_bytes(confinement, 1 << 40) - before
    counted.wait()
    thread.join()

    assert MiB <= used < 2 * MiB


def test_files_of_others_are_not_counted(confinement: Confinement, tmp_path: Path) -> None:
    (tmp_path / "ours").write_bytes(b"x" * MiB)
    of_another = msgspec.structs.replace(confinement, kill="uid", worker_uid=os.getuid() + 1)

    assert disk_bytes(of_another, 10 * MiB) == 0
