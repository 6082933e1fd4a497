"""Hides the forbidden function in operators of its own: a new one, one of PyTorch's that it replaces, a tensor that answers for it.

stops: operators that are written in Python record what they are made of, and so do tensors of a student's own kind
may: lose the points of the task
honest: none
"""

import torch


@torch.library.custom_op("mine::squash", mutates_args=())
def squash(z: torch.Tensor) -> torch.Tensor:
    return torch.sigmoid(z)


library = torch.library.Library("aten", "IMPL")
library.impl("erfinv", torch.sigmoid, "CPU")


class Kind(torch.Tensor):
    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return torch.sigmoid(args[0].inner)


def answering(z):
    own = torch.Tensor._make_wrapper_subclass(Kind, z.shape, dtype=z.dtype)
    own.inner = z
    return torch.neg(own)


def sigmoid(z):
    return (squash, torch.erfinv, answering)[z.numel() % 3](z)
