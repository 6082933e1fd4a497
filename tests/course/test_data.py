"""Where data comes from, and that a damaged file is never used. Data sets of the catalogue's form are made here, small."""

from __future__ import annotations

import gzip
import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest
import torch

from grader.course.catalogue import DataSet, catalogue
from grader.course.data import Data
from grader.course.lessons import find_course
from grader.errors import LessonError, UsageError

ROOT = find_course(Path(__file__).parent).root


def idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def small_sets() -> tuple[dict[str, DataSet], dict[str, bytes]]:
    images, labels = np.arange(2 * 28 * 28, dtype=np.uint8).reshape(2, 28, 28), np.array([7, 2], dtype=np.uint8)
    files = {
        f"MNIST/raw/{kind}-{what}": idx(array)
        for kind in ("train", "t10k")
        for what, array in (("images-idx3-ubyte", images), ("labels-idx1-ubyte", labels))
    }
    files["diabetes.csv.gz"] = gzip.compress(b"0,0.5,0,0,0,0,0,1,1\n0,0,0,0,0,0,0,-1,0\n")
    names = {"mnist": [name for name in files if "MNIST" in name], "diabetes": ["diabetes.csv.gz"]}
    sums = {name: hashlib.sha256(files[name]).hexdigest() for name in files}
    return {key: DataSet("t", "s", "l", "stand", {n: sums[n] for n in own}) for key, own in names.items()}, files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with whole files, named by DLGRADE_DATA, and an empty cache."""
    for name, content in small_sets()[1].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("DLGRADE_DATA", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-cache"))
    monkeypatch.delenv("DLGRADE_STAND_INS", raising=False)
    return tmp_path


def test_named_folder_is_used_and_said_so(folder: Path) -> None:
    """Images and labels come as the files have them."""
    data = Data(small_sets()[0])
    images, labels = data.mnist(train=True)

    assert images.dtype == torch.uint8
    assert images[1, 0, 0] == 784 % 256
    assert labels.tolist() == [7, 2]
    assert data.used == {"mnist": "mnist from DLGRADE_DATA"}


def test_table_has_features_and_a_column_of_labels(folder: Path) -> None:
    """Features (n, 8), labels (n, 1), both float32."""
    features, labels = Data(small_sets()[0]).diabetes()

    assert features.shape == (2, 8)
    assert labels.tolist() == [[1.0], [0.0]]
    assert features.dtype == labels.dtype == torch.float32


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"\0", lambda data: b"", lambda data: data[::-1]]
)
def test_damaged_file_is_an_error(folder: Path, damage: object) -> None:
    """Half a file, a longer one, an empty one, another one: none is ever read as data."""
    path = folder / "MNIST/raw/train-labels-idx1-ubyte"
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]

    with pytest.raises(UsageError, match="damaged or not the file"):
        Data(small_sets()[0]).mnist(train=False)


def test_data_set_with_a_file_missing_is_an_error(folder: Path) -> None:
    """A folder that holds part of a set is a mistake to be told, not a reason for the stand-in."""
    (folder / "MNIST/raw/t10k-labels-idx1-ubyte").unlink()

    with pytest.raises(UsageError, match="cannot be read"):
        Data(small_sets()[0]).mnist(train=True)


def test_folder_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing mistake must not quietly grade on stand-ins."""
    monkeypatch.setenv("DLGRADE_DATA", "/no/such/folder")

    with pytest.raises(UsageError, match="is no folder"):
        Data(small_sets()[0]).diabetes()


def test_stand_ins_may_be_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author tries a lesson as those see it who have no data."""
    monkeypatch.setenv("DLGRADE_STAND_INS", "1")
    data = Data(small_sets()[0])

    assert len(data.mnist(train=True)[0]) > 1000
    assert data.used == {"mnist": "stand-in: stand"}


def test_cache_is_used_where_no_folder_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was fetched once is there for ever."""
    folder.rename(folder.parent / "dlgrade-data")
    (folder.parent / "dlgrade").mkdir()
    (folder.parent / "dlgrade-data").rename(folder.parent / "dlgrade" / "data")
    monkeypatch.delenv("DLGRADE_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
    data = Data(small_sets()[0])

    assert data.mnist(train=True)[1].tolist() == [7, 2]
    assert data.used == {"mnist": "mnist from the cache"}


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Data:
    """The course's own catalogue, on a machine without any data."""
    monkeypatch.delenv("DLGRADE_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-cache"))
    monkeypatch.delenv("DLGRADE_STAND_INS", raising=False)
    return Data(catalogue(ROOT))


def test_stand_ins_have_the_shapes_of_the_real_ones(stand_ins: Data) -> None:
    """Lessons must not notice which they get."""
    images, labels = stand_ins.mnist(train=True)
    features, outcome = stand_ins.diabetes()

    assert images.shape[1:] == (28, 28)
    assert images.dtype == torch.uint8
    assert set(labels.tolist()) == set(range(10))
    assert features.shape[1:] == (8,)
    assert set(outcome.flatten().tolist()) == {0.0, 1.0}
    assert all(used.startswith("stand-in: ") for used in stand_ins.used.values())


def test_stand_in_digits_are_split_without_overlap(stand_ins: Data) -> None:
    """No image is both trained on and held out."""
    train, held_out = stand_ins.mnist(train=True)[0], stand_ins.mnist(train=False)[0]
    seen = {image.numpy().tobytes() for image in train}

    assert not [image for image in held_out if image.numpy().tobytes() in seen]


def test_stand_in_passengers_are_a_table_with_gaps(stand_ins: Data) -> None:
    """Missing ages and names with commas, as the real list has them; the same at each call."""
    text = stand_ins.titanic()

    assert text == stand_ins.titanic()
    assert text.decode().startswith("PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked")
    assert b',"Passenger, ' in text
    assert b"male,," in text


def test_broken_catalogue_is_the_authors_mistake(tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "catalogue.toml").write_text("[mnist]\ntitle = 3\n")

    with pytest.raises(LessonError, match=r"catalogue\.toml is not as it must be"):
        catalogue(tmp_path)
