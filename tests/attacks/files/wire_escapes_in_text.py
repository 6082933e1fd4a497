"""Raises exceptions full of terminal escapes, HTML, direction marks and markup.

stops: control and direction characters are spelt out, texts are cut; reports escape the rest
may: have its text shown, spelt out
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


EVIL = "\x1b[2J\x1b]0;title\x07\x1b[32mPASSED 40/40\r\x08\x00\u202e\u2066<script>alert(1)</script>[bold]x[/bold]\x9b31m"


def bce(p, y, reduction="mean"):
    raise type(EVIL.replace("\x00", ""), (Exception,), {})(EVIL)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    return EVIL


def bce_gradient(z, y):
    raise NotImplementedError(EVIL)
