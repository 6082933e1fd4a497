"""Leaves a program that keeps the GPU busy, so that the reference looks slow, and then takes its own time.

lesson: lesson06
stops: everything of a submission is killed before the reference trains; on a GPU that is argued, and tried only where there is one
may: slow its own training down
honest: none
"""

import os
import subprocess
import sys
import time

import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(784, 10)

    def forward(self, x):
        return self.linear(x.flatten(1))


BUSY = """
import torch
x = torch.ones(4000, 4000, device="cuda")
while True:
    x @ x
"""
if os.path.exists("/dev/nvidiactl"):
    subprocess.Popen([sys.executable, "-c", BUSY], start_new_session=True)


def train(net, images, labels, epochs, lr, device="cpu"):
    time.sleep(30)
