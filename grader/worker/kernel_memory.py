"""What the kernel holds for a submission and counts for none of its processes: names of files in memory, queues of sockets."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

from grader.wire.messages import Confinement

__all__ = ["kernel_bytes"]

NAME_BYTES = 2048  # an inode, its entry in a folder and a long name

# sock_diag(7): one request, and a message for each Unix socket of this network namespace.
NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, REQUEST_DUMP, NLMSG_ERROR, NLMSG_DONE = 4, 20, 0x301, 2, 3
EVERY_STATE, SHOW_UID, UNIX_DIAG_UID = 0xFFFFFFFF, 0x40, 7
REQUEST = struct.pack("=IHHII", 40, SOCK_DIAG_BY_FAMILY, REQUEST_DUMP, 0, 0)
REQUEST += struct.pack("=BBHIIIII", socket.AF_UNIX, 0, 0, EVERY_STATE, 0, SHOW_UID, 0, 0)
HEAD, ATTRIBUTE, DESCRIPTION_BYTES = struct.Struct("=IHHII"), struct.Struct("=HH"), 16
PART_BYTES = 1 << 16
ANSWER_SECONDS = 1


def kernel_bytes(confinement: Confinement) -> int:
    """Bytes at most, for all processes of the submission together."""
    if confinement.kill == "descendants":  # one's own code, as one's own user, whose other programs have sockets too
        return 0
    sockets = _sockets_here() if confinement.kill == "namespace" else _sockets_of(confinement.worker_uid)
    return _names(confinement) * NAME_BYTES + sockets * _queue_bytes()


def _names(confinement: Confinement) -> int:
    """How many files, folders and links there are in folders that are file systems of their own, in memory."""
    if confinement.kill != "namespace":
        return 0  # they lie on a disk, and are counted there
    systems = map(os.statvfs, confinement.wipe)
    return sum(system.f_files - system.f_ffree for system in systems)


def _queue_bytes() -> int:
    """What the queue of one socket may hold: a sender may go beyond its limit once, by less than as much again."""
    with socket.socket(socket.AF_UNIX) as one:
        return 2 * one.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)


def _sockets_here() -> int:
    """How many Unix sockets this network namespace has, those on their way and those that nobody has accepted included."""
    try:
        return Path("/proc/1/net/unix").read_bytes().count(b"\n") - 1
    except OSError:
        return 0


def _sockets_of(uid: int | None) -> int:
    """How many Unix sockets a user has, those on their way included; 0 where the kernel does not tell.

    Not those that nobody has accepted: who may not connect has none.
    """
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG) as line:
            line.settimeout(ANSWER_SECONDS)
            line.send(REQUEST)
            return sum(owner == uid for owner in _owners(line))
    except OSError:
        return 0


def _owners(line: socket.socket) -> Iterator[int]:
    while True:
        part = line.recv(PART_BYTES)
        while part:
            length, kind, *_ = HEAD.unpack_from(part)
            if kind in (NLMSG_ERROR, NLMSG_DONE):
                return
            yield _owner(part[HEAD.size + DESCRIPTION_BYTES : length])
            part = part[-(-length // 4) * 4 :]


def _owner(attributes: bytes) -> int:
    while attributes:
        length, kind = ATTRIBUTE.unpack_from(attributes)
        if kind == UNIX_DIAG_UID:
            return int.from_bytes(attributes[4:8], "little")
        attributes = attributes[-(-length // 4) * 4 :]
    return -1
