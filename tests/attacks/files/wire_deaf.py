"""Stops reading its line, so that what the judge sends piles up.

stops: sending has a deadline as well as receiving
may: waste the seconds of its call
honest: task 1
"""

import os
import socket
import struct
import sys
import time

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


def bce(p, y, reduction="mean"):
    say(returned(-1.0, current()))
    time.sleep(60)
