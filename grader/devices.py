"""Where networks are trained: the CPU, or the GPU that this machine has. Imports no torch."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from grader.errors import UsageError
from grader.sentences import Text, text

__all__ = ["CPU", "Device", "choose_device", "device_nodes", "find_gpu", "require_torch"]

QUERY = ["nvidia-smi", "--query-gpu=index,name,driver_version", "--format=csv,noheader"]
QUERY_SECONDS = 20


class Device(Struct, frozen=True):
    """kind: "cpu" or "cuda". name and driver: the GPU's; index: its number for CUDA."""

    kind: str
    name: str = ""
    driver: str = ""
    index: str = "0"

    @property
    def words(self) -> str:
        """As the judge is told: "cpu", or "cuda" and the GPU's name."""
        return f"{self.kind} {self.name}".strip()

    def environment(self) -> dict[str, str]:
        """What a result on it may depend on, for the scorecard."""
        return {} if self.kind == "cpu" else {"gpu": self.name, "gpu driver": self.driver}


CPU = Device("cpu")


def choose_device(asked: str, *, wanted: bool) -> Device:
    """The device for a lesson; raises UsageError where `asked` is cuda and there is none, or no use for it.

    asked: "auto", "cpu" or "cuda". wanted: the lesson trains on a GPU where there is one.
    """
    if asked == "cpu" or (asked == "auto" and not wanted):
        return CPU
    if not wanted:
        raise UsageError(text("wrong.cpu_alone"))
    gpu = find_gpu()
    if isinstance(gpu, Text):
        if asked == "cuda":
            raise UsageError(text("wrong.no_cuda", reason=gpu))
        return CPU
    return gpu


def find_gpu() -> Device | Text:
    """The GPU that CUDA would take first, or why there is none."""
    if not shutil.which("nvidia-smi"):
        return text("devices.no_driver")
    if not _torch_has_cuda():
        return text("devices.no_cuda")
    try:
        found = subprocess.run(QUERY, capture_output=True, text=True, timeout=QUERY_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return text("devices.silent", seconds=QUERY_SECONDS)
    gpus = [Device("cuda", name, driver, index) for index, name, driver in map(_fields, found.stdout.splitlines())]
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    chosen = [gpu for gpu in gpus if visible is None or gpu.index == visible.split(",")[0].strip()]
    return chosen[0] if chosen else text("devices.none", said=found.stderr.strip() or str(visible))


def require_torch() -> None:
    """Raises UsageError where PyTorch is not installed."""
    if find_spec("torch") is None:
        raise UsageError(text("wrong.no_torch"))


def device_nodes() -> list[str]:
    """What a worker must be able to open to use the GPU."""
    return sorted(str(path) for path in Path("/dev").glob("nvidia*") if path.is_char_device())


def _fields(line: str) -> tuple[str, str, str]:
    index, name, driver = (part.strip() for part in line.split(","))
    return index, name, driver


def _torch_has_cuda() -> bool:
    """As PyTorch's own version file says: importing it takes a second."""
    try:
        version = Path(str(importlib.metadata.distribution("torch").locate_file("torch/version.py")))
    except importlib.metadata.PackageNotFoundError:
        return False
    return version.is_file() and bool(re.search(r"^cuda\b.*=\s*'", version.read_text(), re.MULTILINE))
