"""The course's data sets: from DLGRADE_DATA, the per-user cache, or embedded stand-ins; a damaged file is never used."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import struct
from pathlib import Path
from typing import Any

import numpy as np

from grader.course.catalogue import DataSet, cache_folder, catalogue, folder_of
from grader.course.facts import Runtime
from grader.errors import UsageError
from grader.sentences import text
from grader.wire.torch_if_loaded import torch

__all__ = ["Data", "DataSet", "cache_folder", "catalogue", "verified"]


class Data:
    """The data sets as suites use them: tensors, or arrays where the lesson's runtime is without PyTorch. `used` says for each one asked where it came from."""

    def __init__(self, sets: dict[str, DataSet], runtime: Runtime = "torch") -> None:
        self.sets = sets
        self.runtime = runtime
        self.used: dict[str, str] = {}

    def mnist(self, *, train: bool) -> tuple[Any, Any]:
        """Images (n, 28, 28) uint8 and labels (n,) int64. Without MNIST: the digits, four of five for training."""
        files = self._files("mnist")
        if files is None:
            return _digits_as_tensors(train) if self.runtime == "torch" else _digits(train)
        kind = "train" if train else "t10k"
        images = _idx(files[f"MNIST/raw/{kind}-images-idx3-ubyte"])
        labels = _idx(files[f"MNIST/raw/{kind}-labels-idx1-ubyte"])
        return self._made(images, labels.astype(np.int64))

    def diabetes(self) -> tuple[Any, Any]:
        """Features (n, 8) float32, about [-1, 1], and labels (n, 1) float32, 0 or 1."""
        files = self._files("diabetes")
        if files is None:
            return self._made(*_sklearn_diabetes())
        table = np.loadtxt(io.BytesIO(gzip.decompress(files["diabetes.csv.gz"])), delimiter=",", dtype=np.float32)
        return self._made(table[:, :-1].copy(), table[:, -1:].copy())

    def titanic(self) -> bytes:
        """The passenger list as a CSV file."""
        files = self._files("titanic")
        return _passengers() if files is None else files["titanic.csv"]

    def _made(self, features: np.ndarray, labels: np.ndarray) -> tuple[Any, Any]:
        if self.runtime != "torch":
            return features, labels
        return torch.from_numpy(features), torch.from_numpy(labels)

    def _files(self, name: str) -> dict[str, bytes] | None:
        """The data set's files, whole and as the catalogue knows them; None where the stand-in must serve."""
        wanted = self.sets[name]
        if not (folder := folder_of(wanted)):
            self.used[name] = f"stand-in: {wanted.stand_in}"
            return None
        files = {path: verified(folder / path, sha256) for path, sha256 in wanted.files.items()}
        self.used[name] = f"{name} from {'DLGRADE_DATA' if folder != cache_folder() else 'the cache'}"
        return files


def verified(path: Path, sha256: str) -> bytes:
    """The file's bytes; raises UsageError for one that is half, changed or not there."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(text("wrong.data_unread", path=str(path), error=str(error.strerror))) from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(text("wrong.data_damaged", path=str(path)))
    return data


def _idx(data: bytes) -> np.ndarray:
    """An IDX file of bytes: two zeros, a type, the number of dimensions, then each as a big-endian int."""
    dimensions = data[3]
    shape = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * dimensions).reshape(shape).copy()


def _digits_as_tensors(train: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """As PyTorch interpolates, which rounds a few pixels otherwise: thresholds were fitted to these."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = torch.from_numpy(digits.images).to(torch.float32)[:, None] * (255 / 16)
    large = torch.nn.functional.interpolate(images, size=(28, 28), mode="bilinear", align_corners=False)
    chosen = (torch.arange(len(large)) % 5 != 0) == train
    return large[chosen, 0].round().to(torch.uint8), torch.from_numpy(digits.target)[chosen].to(torch.int64)


def _digits(train: bool) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = digits.images.astype(np.float32) * np.float32(255 / 16)
    chosen = (np.arange(len(images)) % 5 != 0) == train
    before, after, share = _between(images.shape[1])
    rest = 1 - share
    wide = rest * images[:, :, before] + share * images[:, :, after]
    large = rest[:, None] * wide[:, before] + share[:, None] * wide[:, after]
    return large[chosen].round().astype(np.uint8), digits.target[chosen].astype(np.int64)


def _between(n: int, wanted: int = 28) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each of the wanted places along n pixels: the pixel before, the one after, and how far it is to that one."""
    places = np.clip((np.arange(wanted) + 0.5) * n / wanted - 0.5, 0, n - 1)
    before = places.astype(np.int64)
    return before, np.minimum(before + 1, n - 1), (places - before).astype(np.float32)


def _sklearn_diabetes() -> tuple[np.ndarray, np.ndarray]:
    from sklearn.datasets import load_diabetes

    table = load_diabetes()
    features = table.data[:, 2:].astype(np.float32)
    low, high = features.min(0), features.max(0)
    labels = (table.target > np.median(table.target)).astype(np.float32)
    return 2 * (features - low) / (high - low) - 1, labels[:, None]


def _passengers(n: int = 200) -> bytes:
    """A list that nobody sailed with, the same at each call: names with commas, missing ages, every class."""
    random = np.random.default_rng(1912)
    text = io.StringIO()
    columns = [
        "PassengerId",
        "Survived",
        "Pclass",
        "Name",
        "Sex",
        "Age",
        "SibSp",
        "Parch",
        "Ticket",
        "Fare",
        "Cabin",
        "Embarked",
    ]
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for number in range(1, n + 1):
        sex, pclass = random.choice(["male", "female"]), int(random.integers(1, 4))
        chance = 0.15 + 0.5 * (sex == "female") + 0.1 * (3 - pclass)
        writer.writerow(
            {
                "PassengerId": number,
                "Survived": int(random.random() < chance),
                "Pclass": pclass,
                "Name": f"Passenger, {'Mr.' if sex == 'male' else 'Mrs.'} Number {number}",
                "Sex": sex,
                "Age": "" if random.random() < 0.2 else int(random.integers(1, 75)),
                "SibSp": int(random.integers(0, 3)),
                "Parch": int(random.integers(0, 3)),
                "Ticket": f"T {number:05}",
                "Fare": round(float(random.gamma(2.0, 30.0 / pclass)), 4),
                "Cabin": "",
                "Embarked": random.choice(["S", "C", "Q"]),
            }
        )
    return text.getvalue().encode()
