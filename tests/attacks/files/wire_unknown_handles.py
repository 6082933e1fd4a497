"""Sends objects that are not there, with negative and repeated numbers and long names.

stops: what is no well-formed answer to the call that was asked ends the worker, and the test is a crash
may: lose its worker
honest: task 1
"""

import os
import socket
import struct
import sys

import msgspec
import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


line = socket.socket(fileno=os.dup(3))


def say(head, body=b"", head_size=None, body_size=None):
    sizes = (len(head) if head_size is None else head_size, len(body) if body_size is None else body_size)
    line.sendall(struct.pack("<II", *sizes) + head + body)


def returned(value, id):
    return msgspec.msgpack.encode({"tag": "returned", "id": id, "value": value, "operations": {}})


def current():
    frame = sys._getframe()
    while "call" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["call"].id


HANDLES = [["h", -1, "x"], ["h", 1 << 62, "x"], ["h", 0, "\x1b[31m" * 40], ["h", 1, "x" * 300], ["h", "1", "x"]]
tried = iter(HANDLES * 2)


class LogisticRegressionModel(torch.nn.Linear):
    def __init__(self, n=1):
        super().__init__(n, 1)
        say(returned(next(tried), current()))


def bce(p, y, reduction="mean"):
    say(returned(next(tried), current()))
