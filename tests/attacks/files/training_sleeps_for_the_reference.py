"""Leaves busy threads and processes behind, so that the reference looks slow, and then takes its own time.

lesson: lesson06
stops: reference and submission are each trained in a new worker, after everything of the old one has been killed
may: slow its own training down
honest: none
"""

import os
import threading
import time

import torch


def burn():
    while True:
        torch.ones(300, 300) @ torch.ones(300, 300)


for _ in range(4):
    threading.Thread(target=burn, daemon=True).start()
if os.fork() == 0:
    burn()


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(784, 10)

    def forward(self, x):
        return self.linear(x.flatten(1))


def train(net, images, labels, epochs, lr):
    time.sleep(30)
