"""Where networks are trained. No GPU is needed: nvidia-smi is a script here."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import devices
from grader.devices import CPU, Device, choose_device
from grader.errors import UsageError
from grader.sandbox.base import Kit
from grader.sandbox.bubblewrap import Bubblewrap
from grader.wire.messages import Limits

GPUS = "0, NVIDIA H100 80GB HBM3, 550.54.15\n1, NVIDIA A100-SXM4-40GB, 550.54.15\n"
GPU = Device("cuda", "NVIDIA H100 80GB HBM3", "550.54.15")
Machine = Callable[[str], None]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine whose nvidia-smi prints a text, with a PyTorch that has CUDA."""

    def make(text: str) -> None:
        (tmp_path / "nvidia-smi").write_text(f"#!/bin/sh\ncat <<'END'\n{text}END\n")
        (tmp_path / "nvidia-smi").chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setattr(devices, "_torch_has_cuda", lambda: True)
    return make


def test_auto_takes_the_gpu_for_a_lesson_that_wants_one(machine: Machine) -> None:
    """And the CPU for every other: a GPU that nobody uses is no business of a worker's."""
    machine(GPUS)

    assert choose_device("auto", wanted=True) == GPU
    assert choose_device("auto", wanted=False) == CPU


def test_auto_takes_the_cpu_where_there_is_no_gpu(machine: Machine) -> None:
    machine("")

    assert choose_device("auto", wanted=True) == CPU


def test_a_driver_that_does_not_answer_is_no_gpu(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wedged driver keeps nvidia-smi waiting for ever: it is named, and the grading goes on without it."""
    machine("")
    (tmp_path / "nvidia-smi").write_text("#!/bin/sh\nexec sleep 1000\n")
    monkeypatch.setattr(devices, "QUERY_SECONDS", 0.2)

    assert choose_device("auto", wanted=True) == CPU
    with pytest.raises(UsageError, match=r"did not answer within 0\.2 seconds"):
        choose_device("cuda", wanted=True)


def test_cpu_is_the_cpu(machine: Machine) -> None:
    machine(GPUS)

    assert choose_device("cpu", wanted=True) == CPU


@pytest.mark.parametrize(("visible", "name"), [("1", "NVIDIA A100-SXM4-40GB"), ("1,0", "NVIDIA A100-SXM4-40GB")])
def test_gpu_is_the_one_that_the_user_made_visible(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, visible: str, name: str
) -> None:
    machine(GPUS)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)

    assert choose_device("cuda", wanted=True).name == name


def test_no_visible_gpu_is_no_gpu(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(GPUS)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")

    with pytest.raises(UsageError, match="no GPU that may be used"):
        choose_device("cuda", wanted=True)


def test_cuda_without_a_driver_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(UsageError, match=r"no NVIDIA driver here .*--device cpu"):
        choose_device("cuda", wanted=True)


def test_cuda_for_a_lesson_that_has_no_use_for_it_is_refused() -> None:
    with pytest.raises(UsageError, match="trains on the CPU alone"):
        choose_device("cuda", wanted=False)


def test_torch_without_cuda_is_noticed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(GPUS)
    monkeypatch.setattr(devices, "_torch_has_cuda", lambda: False)

    with pytest.raises(UsageError, match="built without CUDA"):
        choose_device("cuda", wanted=True)


def test_scorecard_names_gpu_and_driver() -> None:
    assert GPU.environment() == {"gpu": "NVIDIA H100 80GB HBM3", "gpu driver": "550.54.15"}
    assert CPU.environment() == {}
    assert GPU.words == "cuda NVIDIA H100 80GB HBM3"


@pytest.mark.parametrize("nodes", [(), ("/dev/nvidia0", "/dev/nvidiactl")])
def test_worker_sees_the_gpu_s_nodes_only_when_asked(nodes: tuple[str, ...]) -> None:
    """And they are mounted before /dev is made read-only."""
    kit = Kit(devices=nodes)
    command, _ = Bubblewrap().prepare(kit, Limits())
    kit.remove()

    bound = [command[place + 1] for place, word in enumerate(command) if word == "--dev-bind"]
    assert sorted(bound) == sorted(["/dev/null", "/dev/random", "/dev/urandom", *nodes])
    assert all(command.index(node) < command.index("--remount-ro") for node in nodes)
