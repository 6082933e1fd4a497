"""Leaves sockets, pipes, files without a name, with odd names, with holes and with locks.

stops: all of them are wiped, or go with the process that holds them
may: cost a moment of wiping
honest: task 1
"""

import fcntl
import os
import socket

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    for name in ("-rf", "\n", "\x1b[2J", "a" * 255, "\udcff", "..."):
        with open(name, "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.truncate(1 << 20)
    os.mkfifo("pipe")
    os.link("pipe", "/tmp/pipe")
    socket.socket(socket.AF_UNIX).bind("socket")
    os.symlink("/", "root")
    os.symlink("loop", "loop")
    os.open("/tmp", os.O_TMPFILE | os.O_RDWR)
    raise RuntimeError("left odd files")
