"""Runs a thousand operators of its own beside the forbidden one, so that the record of operators overflows.

stops: the record is never cut; one of more than a thousand names is no answer, and ends the worker
may: lose its worker
honest: none
"""

import torch

library = torch.library.Library("aaaa", "DEF")
for number in range(1000):
    library.define(f"n{number}(Tensor z) -> Tensor")
    library.impl(f"n{number}", torch.Tensor.neg, "CPU")


def sigmoid(z):
    for number in range(1000):
        getattr(torch.ops.aaaa, f"n{number}")(z)
    return torch.sigmoid(z)
