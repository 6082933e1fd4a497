"""Writes a reply by hand with a number that no signed 64 bits hold.

stops: numbers outside 64 bits are no answer
may: lose its worker
honest: task 1
"""

import gc
import socket
import struct

import msgspec
import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    call = [thing for thing in gc.get_objects() if type(thing).__name__ == "Call"]
    id = max(each.id for each in call) if call else 0
    for near in range(id, id + 200):
        head = msgspec.msgpack.encode({"tag": "returned", "id": near, "value": (1 << 64) - 1, "operations": {}})
        if near == id or not call:
            socket.socket(fileno=3).sendall(struct.pack("<II", len(head), 0) + head)
            break
