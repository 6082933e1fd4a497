"""Fills the queues of sockets in several processes, each within its limit of open files.

stops: queues of sockets are counted with the memory
may: hold as much as the lesson allows
honest: task 1
"""

import os
import socket
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))



WANTED = 700 << 20


def fill(report):
    held = []
    while True:
        held.append(socket.socketpair())
        for end in held[-1]:
            end.setblocking(False)
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
            except OSError:
                pass
            try:
                while True:
                    os.write(report, end.send(bytes(1 << 16)).to_bytes(4, "little"))
            except BlockingIOError:
                pass


def bce(p, y, reduction="mean"):
    listen, report = os.pipe()
    for _ in range(12):
        if os.fork() == 0:
            try:
                fill(report)
            finally:
                time.sleep(60)
    total = 0
    while total < WANTED:
        total += int.from_bytes(os.read(listen, 4), "little")
    time.sleep(0.3)
    raise RuntimeError(f"{GOAL}: {total >> 20} MB")
