"""The course's data sets: from DLGRADE_DATA, the per-user cache, or embedded stand-ins; a damaged file is never used."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import struct
from pathlib import Path

import numpy as np
import torch

from grader.course.catalogue import DataSet, cache_folder, catalogue, folder_of
from grader.errors import UsageError

__all__ = ["Data", "DataSet", "cache_folder", "catalogue"]


class Data:
    """The data sets as suites use them. `used` says for each one asked where it came from."""

    def __init__(self, sets: dict[str, DataSet]) -> None:
        self.sets = sets
        self.used: dict[str, str] = {}

    def mnist(self, *, train: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """Images (n, 28, 28) uint8 and labels (n,) int64. Without MNIST: the digits, four of five for training."""
        files = self._files("mnist")
        if files is None:
            return _digits(train)
        kind = "train" if train else "t10k"
        images = _idx(files[f"MNIST/raw/{kind}-images-idx3-ubyte"])
        labels = _idx(files[f"MNIST/raw/{kind}-labels-idx1-ubyte"])
        return torch.from_numpy(images), torch.from_numpy(labels).to(torch.int64)

    def diabetes(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Features (n, 8) float32, about [-1, 1], and labels (n, 1) float32, 0 or 1."""
        files = self._files("diabetes")
        if files is None:
            return _sklearn_diabetes()
        table = np.loadtxt(io.BytesIO(gzip.decompress(files["diabetes.csv.gz"])), delimiter=",", dtype=np.float32)
        return torch.from_numpy(table[:, :-1].copy()), torch.from_numpy(table[:, -1:].copy())

    def titanic(self) -> bytes:
        """The passenger list as a CSV file."""
        files = self._files("titanic")
        return _passengers() if files is None else files["titanic.csv"]

    def _files(self, name: str) -> dict[str, bytes] | None:
        """The data set's files, whole and as the catalogue knows them; None where the stand-in must serve."""
        wanted = self.sets[name]
        if not (folder := folder_of(wanted)):
            self.used[name] = f"stand-in: {wanted.stand_in}"
            return None
        files = {path: _verified(folder / path, sha256) for path, sha256 in wanted.files.items()}
        self.used[name] = f"{name} from {'DLGRADE_DATA' if folder != cache_folder() else 'the cache'}"
        return files


def _verified(path: Path, sha256: str) -> bytes:
    """The file's bytes; raises UsageError for a half or changed file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. The data set needs it.") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(f"{path} is damaged or not the file that the catalogue knows. Remove it and fetch it again.")
    return data


def _idx(data: bytes) -> np.ndarray:
    """An IDX file of bytes: two zeros, a type, the number of dimensions, then each as a big-endian int."""
    dimensions = data[3]
    shape = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * dimensions).reshape(shape).copy()


def _digits(train: bool) -> tuple[torch.Tensor, torch.Tensor]:
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = torch.from_numpy(digits.images).to(torch.float32)[:, None] * (255 / 16)
    large = torch.nn.functional.interpolate(images, size=(28, 28), mode="bilinear", align_corners=False)
    chosen = (torch.arange(len(large)) % 5 != 0) == train
    return large[chosen, 0].round().to(torch.uint8), torch.from_numpy(digits.target)[chosen].to(torch.int64)


def _sklearn_diabetes() -> tuple[torch.Tensor, torch.Tensor]:
    from sklearn.datasets import load_diabetes

    table = load_diabetes()
    features = torch.from_numpy(table.data[:, 2:]).to(torch.float32)
    scaled = 2 * (features - features.amin(0)) / (features.amax(0) - features.amin(0)) - 1
    labels = torch.from_numpy(table.target > np.median(table.target)).to(torch.float32)
    return scaled, labels[:, None]


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
