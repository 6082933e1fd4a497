"""Returns values whose shape would be stretched to fit in a careless comparison.

stops: shape is compared before values, without broadcasting
may: win nothing that its values do not
honest: none
"""

import torch


def sigmoid(z):
    return (1 / (1 + torch.exp(-z)))[None]


def bce(p, y, reduction="mean"):
    return torch.tensor([torch.nn.functional.binary_cross_entropy(p.float(), y.float())])
