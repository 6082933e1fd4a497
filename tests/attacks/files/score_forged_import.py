"""Says of its own import what no import says: floods, escapes, orders to a CI system, and that all was well.

stops: what a worker says of its import makes sentences on its own scorecard, bounded and escaped, and no points
may: write sentences about itself
honest: task 1
"""

import sys

import torch

operations = sys.modules["grader.worker.operations"]
loading = sys.modules["grader.worker.loading"]


class Forged(Exception):
    def __str__(self):
        return "\x1b[2J::error::" + "full marks " * 100_000


Forged.__name__ = "\u202e" + "x" * 10_000

for _ in range(19):
    stop = loading.ImportStop("cell \x1b]0;x\x07" * 1000, Forged(), ())
    stop.line = 10**30
    sys._getframe()
for frame in iter(lambda: sys._getframe(1), None):
    break
me = operations.Operations.load


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    return torch.tensor(-1.0)


frame = sys._getframe()
while frame and "self" not in frame.f_locals:
    frame = frame.f_back
while frame:
    own = frame.f_locals.get("self")
    if type(own).__name__ == "Loading":
        own.stops += [stop] * 1000
        own.stand_ins.made += ["\x1b[31m" * 100, "::warning::" * 100] * 1000
        own.shell.left += [object(), "!\x07" * 1000, None]
        own.look = lambda: None
        own.changed = ["default dtype " + "\x1b" * 1000] * 1000
        break
    frame = frame.f_back
