"""The key that everything is drawn from: kept, private, and never half."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader.engine.keys import installation_key, kept_key
from grader.errors import UsageError


def test_a_key_is_made_once_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "class" / "secret.key"
    key = kept_key(path)

    assert len(key) == 32
    assert kept_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_no_two_keys_are_alike(tmp_path: Path) -> None:
    assert len({kept_key(tmp_path / str(number)) for number in range(20)}) == 20


def test_a_copy_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    key = kept_key(path)
    path.chmod(0o644)

    assert kept_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_those_who_make_it_at_once_have_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(kept_key, [tmp_path / "secret.key"] * 8))) == 1


@pytest.mark.parametrize("text", ["", "5d" * 31, "no key", "5d" * 33])
def test_a_damaged_file_is_never_taken_for_a_key(tmp_path: Path, text: str) -> None:
    path = tmp_path / "secret.key"
    path.write_text(text)

    with pytest.raises(UsageError, match="holds no key of 32 bytes"):
        kept_key(path)


def test_where_no_key_can_be_kept_it_is_that_of_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("platformdirs.user_state_dir", lambda name: str(tmp_path / "file"))
    installation_key.cache_clear()
    try:
        first = installation_key()
        assert installation_key() == first
        installation_key.cache_clear()
        assert installation_key() != first
    finally:
        installation_key.cache_clear()
