"""Hands out loaders and data sets that have no end, claim another length, and lie about whether more is to come.

lesson: lesson07
stops: items are counted against the bytes and the seconds of a test
may: fail slowly
honest: none
"""

import gc
import itertools

import torch


class Endless:
    def __init__(self, *args, **kwargs):
        self.n = 0

    def __len__(self):
        return 1 << 62

    def __getitem__(self, index):
        return torch.zeros(1 << 10), torch.zeros(1)

    def __iter__(self):
        return itertools.repeat((torch.zeros(1 << 10), torch.zeros(1)))


DiabetesDataset = TableDataset = TitanicDataset = Endless


def make_loaders(dataset, batch_size, val_fraction, seed):
    return Endless(), itertools.count()


def steps_per_epoch(n, batch_size, drop_last=False):
    return 1 << 62


for thing in gc.get_objects():
    if type(thing).__name__ == "Cursor" or getattr(thing, "__name__", "") == "Cursor":
        thing.take = lambda self, count: ([0] * 4096, True)
