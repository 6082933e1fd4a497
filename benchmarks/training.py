"""What grading a training costs over the bare loop in one process: the same data, device and thread, in turn.

Run: .venv/bin/python benchmarks/training.py [RUNS] [--device cuda]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

import torch

from grader.course.data import Data
from grader.devices import choose_device
from grader.judge.draw import Draw
from grader.judge.remote.calls import Link
from grader.judge.remote.shared_memory import Sealed
from grader.judge.remote.student import Desk, Student
from grader.judge.remote.tools import WorkerTools
from grader.judge.training.examples import CLASSES, draw_examples
from grader.sandbox import Sandbox, choose
from grader.wire.messages import Limits

HERE = Path(__file__).parent
AIM = 1.05
SAMPLES, EPOCHS, CHUNK = 10_000, 2, 500
LIMITS = Limits(call_seconds=300, test_seconds=600, submission_seconds=6000)

PROGRAM = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = (784, 512, 256, 128, 64)
        layers = [part for i, o in zip(sizes, sizes[1:]) for part in (nn.Linear(i, o), nn.ReLU())]
        self.layers = nn.Sequential(nn.Flatten(), *layers, nn.Linear(64, 10))

    def forward(self, x):
        return self.layers(x)

def train(net, images, labels, epochs, device):
    net.to(device)
    images, labels = images.to(device), labels.to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.02, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), device=device).split(32):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(images[batch]), labels[batch]).backward()
            optimizer.step()
"""


def examples() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    drawn = draw_examples("patterns", SAMPLES, Data({}), Draw(bytes(32)))
    return drawn.images, drawn.labels, torch.cat([drawn.new_images] * 5)


def bare(device: str) -> None:
    """The loop alone, in this process: prints seconds."""
    torch.set_num_threads(1)
    names: dict[str, object] = {}
    exec(compile(PROGRAM, "program", "exec"), names)  # our own program, a few lines above
    images, labels, asked = examples()
    names["train"](names["Net"](), images[:64], labels[:64], 1, device)  # type: ignore[operator]  # first use imports much
    torch.manual_seed(1)
    net = names["Net"]()  # type: ignore[operator]
    started = time.perf_counter()
    names["train"](net, images, labels, EPOCHS, device)  # type: ignore[operator]
    with torch.no_grad():
        answers = torch.cat([net(part.to(device)).cpu() for part in asked.split(CHUNK)])
    assert answers.shape == (len(asked), CLASSES)
    print(time.perf_counter() - started)


def graded(link: Link, device: str) -> float:
    """As the judge does it: a new worker, shared data, the call, the predictions."""
    desk = Desk(link, {})
    link.stop()
    desk.begin(1, frozenset())
    student, worker = Student(desk), WorkerTools(desk)
    desk.tool("steady", (device,))
    images, labels, asked = examples()
    started = time.perf_counter()
    shared = worker.share(Sealed(images), "images"), worker.share(Sealed(labels), "labels")
    net = worker.keep(student.Net)
    student.train(net, *shared, EPOCHS, device)
    new = worker.share(Sealed(asked), "new_images")
    starts = range(0, len(asked), CHUNK)
    answers = torch.cat([worker.predict(net, worker.rows(new, first, first + CHUNK)) for first in starts])
    assert answers.shape == (len(asked), CLASSES)
    return time.perf_counter() - started


def bare_in_a_process(device: str) -> float:
    done = subprocess.run(
        [sys.executable, __file__, "--bare", "--device", device],
        check=True,
        capture_output=True,
        text=True,
        cwd=HERE.parent,
    )
    return float(done.stdout.split()[-1])


def main(runs: int, device: str) -> None:
    gpu = choose_device(device, wanted=True)
    sandbox = Sandbox(choose(own_code=True), LIMITS, device=gpu)
    sandbox.wait_until_ready()
    link = Link(sandbox.channel, {"program.py": PROGRAM.encode()}, "program.py", LIMITS)
    pairs = [(bare_in_a_process(device), graded(link, device)) for _ in range(runs + 1)][1:]  # the first warms the disk
    link.stop()
    sandbox.close()
    alone, in_worker = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"on             {gpu.words}")
    print(f"bare loop      {alone:.3f} s   (median of {runs}, {min(p[0] for p in pairs):.3f} at best)")
    print(f"in the worker  {in_worker:.3f} s   (median of {runs}, {min(p[1] for p in pairs):.3f} at best)")
    print(f"ratio          {in_worker / alone:.3f}   aim {AIM} or less")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=9)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--bare", action="store_true", help="the loop alone, once")
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    if asked.bare:
        bare(asked.device)
    else:
        main(asked.runs, asked.device)
