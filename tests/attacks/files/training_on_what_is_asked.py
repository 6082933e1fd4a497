"""Learns from the inputs of each call and its memory of them, to answer the next one.

stops: every test draws inputs of its own; answers are never sent to a worker
may: remember its own inputs
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


seen = []


def bce(p, y, reduction="mean"):
    seen.append((p.mean().item(), y.mean().item()))
    guess = sum(-(b * torch.log(torch.tensor(a + 1e-3))).item() for a, b in seen) / len(seen)
    return torch.tensor(guess) if reduction != "none" else torch.full_like(p, guess)
