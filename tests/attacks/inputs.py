"""Attacks by what is handed in: links, pipes, archives, encodings. Each function builds one in a folder and returns its path.

The docstrings have the form of those in files/. Where nothing of it can be read, it earns nothing.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from .bench import WRONG
from .corpus import Attack, attack_of

__all__ = ["builders", "built_attacks"]

FILE = "logistic_regression.py"


def input_link_to_neighbour(folder: Path) -> Path:
    """Hands in a link to a classmate's file.

    row: 51
    stops: links are refused
    may: nothing
    honest: none
    """
    (folder / "classmate.py").write_bytes(WRONG)
    (folder / FILE).symlink_to("classmate.py")
    return folder / FILE


def input_folder_with_link(folder: Path) -> Path:
    """Hands in a folder whose file is a link to a file outside it.

    row: 51
    stops: the file is opened without following links
    may: nothing
    honest: none
    """
    (folder / "classmate.py").write_bytes(WRONG)
    (folder / "mine").mkdir()
    (folder / "mine" / FILE).symlink_to(folder / "classmate.py")
    return folder / "mine"


def input_pipe(folder: Path) -> Path:
    """Hands in a named pipe, so that whoever opens it waits for ever.

    stops: files are opened without waiting, and what is no regular file is not read
    may: nothing
    honest: none
    """
    os.mkfifo(folder / FILE)
    return folder / FILE


def input_device(folder: Path) -> Path:
    """Hands in a folder whose file is an endless device.

    stops: links are not followed, and what is no regular file is not read
    may: nothing
    honest: none
    """
    (folder / FILE).symlink_to("/dev/zero")
    return folder


def input_folder_for_file(folder: Path) -> Path:
    """Hands in a folder that is named like the file.

    stops: what is no regular file is not read
    may: nothing
    honest: none
    """
    (folder / FILE).mkdir()
    return folder


def input_shadow_files(folder: Path) -> Path:
    """Ships torch.py, conftest.py, pytest.ini, sitecustomize.py and tests beside the file.

    row: 14, 15, 16, 17, 42
    stops: only the file that the lesson names is taken in
    may: nothing more than the file itself
    honest: task 1
    """
    for name in ("torch.py", "conftest.py", "sitecustomize.py", "numpy.py", "test_mine.py", "suite/test_mine.py"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("raise SystemExit(0)\n")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p evil\n")
    (folder / FILE).write_bytes(WRONG)
    return folder


def input_zip_slip(folder: Path) -> Path:
    """Hands in a zip with names that lead out of its folder, and the suite's name.

    row: 52
    stops: an archive with such a name is refused as a whole; nothing is ever unpacked to disk
    may: nothing
    honest: none
    """
    names = (FILE, "../../solutions/lesson05_logistic_regression/suite/test_logistic_regression.py", "/etc/passwd")
    return _zip(folder, dict.fromkeys(names, WRONG))


def input_zip_link(folder: Path) -> Path:
    """Hands in a zip whose member is a link to the reference solution.

    row: 52
    stops: a member that is no regular file is refused
    may: nothing
    honest: none
    """
    info = zipfile.ZipInfo(FILE)
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(folder / "mine.zip", "w") as archive:
        archive.writestr(info, f"/srv/course/solutions/lesson05_logistic_regression/{FILE}")
    return folder / "mine.zip"


def input_zip_bomb(folder: Path) -> Path:
    """Hands in a small zip that unpacks to half a gigabyte.

    row: 52
    stops: sizes and ratios are checked from the archive's list, and a member is read no further than its limit
    may: nothing
    honest: none
    """
    packed = zipfile.ZipFile(folder / "mine.zip", "w", zipfile.ZIP_DEFLATED)
    with packed as archive, archive.open(FILE, "w", force_zip64=True) as member:
        for _ in range(512):
            member.write(b"#" * (1 << 20))
    return folder / "mine.zip"


def input_zip_lying_size(folder: Path) -> Path:
    """Hands in a zip whose list says ten bytes where the member has millions.

    row: 52
    stops: a member is read no further than its limit, whatever the list says, and its checksum must agree
    may: nothing
    honest: none
    """
    path = _zip(folder, {FILE: WRONG + b"#" * (8 << 20)})
    data = path.read_bytes()
    path.write_bytes(data.replace((len(WRONG) + (8 << 20)).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    return path


def input_zip_many_members(folder: Path) -> Path:
    """Hands in a zip with twenty thousand members.

    stops: members are counted, and no more than two thousand are looked at
    may: nothing
    honest: none
    """
    return _zip(folder, {FILE: WRONG} | {f"{number}.txt": b"" for number in range(20_000)})


def input_zip_twice(folder: Path) -> Path:
    """Hands in a zip with two files of the lesson's name, so that a person reads one and the grader another.

    stops: such an archive is refused
    may: nothing
    honest: none
    """
    return _zip(folder, {FILE: WRONG, f"again/{FILE}": WRONG})


def input_zip_in_order(folder: Path) -> Path:
    """Hands in a zip with the file in a folder and shadow modules beside it.

    stops: only the file that the lesson names is taken in
    may: nothing more than the file itself
    honest: task 1
    """
    return _zip(
        folder, {f"mine/{FILE}": WRONG, "mine/torch.py": b"raise SystemExit", "conftest.py": b"raise SystemExit"}
    )


def input_tar_slip(folder: Path) -> Path:
    """Hands in a tar with absolute names and names that lead out of its folder.

    stops: an archive with such a name is refused as a whole; nothing is ever unpacked to disk
    may: nothing
    honest: none
    """
    return _tar(folder, [_member(FILE), _member("../conftest.py"), _member("/tmp/conftest.py")])


def input_tar_link(folder: Path) -> Path:
    """Hands in a tar whose member is a hard link, behind a symbolic one, to a file outside.

    stops: a member that is no regular file is refused
    may: nothing
    honest: none
    """
    link, hard = tarfile.TarInfo("out"), tarfile.TarInfo(FILE)
    link.type, link.linkname = tarfile.SYMTYPE, "/etc"
    hard.type, hard.linkname = tarfile.LNKTYPE, "out/passwd"
    return _tar(folder, [link, hard])


def input_tar_device(folder: Path) -> Path:
    """Hands in a tar whose member is a device.

    stops: a member that is no regular file is refused
    may: nothing
    honest: none
    """
    device = tarfile.TarInfo(FILE)
    device.type, device.devmajor, device.devminor = tarfile.CHRTYPE, 1, 5
    return _tar(folder, [device])


def input_gzip_bomb(folder: Path) -> Path:
    """Hands in a .tar.gz that unpacks to half a gigabyte.

    stops: unpacking stops at its limit
    may: nothing
    honest: none
    """
    with tarfile.open(folder / "mine.tar.gz", "w:gz", compresslevel=1) as archive:
        info = tarfile.TarInfo(FILE)
        info.size = 512 << 20
        archive.addfile(info, Zeros(info.size))
    return folder / "mine.tar.gz"


def input_ten_megabytes(folder: Path) -> Path:
    """Hands in a file of ten megabytes.

    stops: the size of a source file is limited
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(WRONG + b"#" * (10 << 20))
    return folder / FILE


def input_zero_bytes(folder: Path) -> Path:
    """Hands in a file with zero bytes, which some readers take for its end.

    stops: a file with zero bytes is no text and is not run
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(WRONG + b"\0raise SystemExit\n")
    return folder / FILE


def input_byte_order_mark(folder: Path) -> Path:
    """Hands in a file with a byte order mark and line ends of three kinds.

    stops: nothing needs to: Python reads it
    may: nothing
    honest: task 1
    """
    (folder / FILE).write_bytes(b"\xef\xbb\xbf" + WRONG.replace(b"\n", b"\r\n", 4) + b"\rx = 1\r")
    return folder / FILE


def input_encoding_that_runs(folder: Path) -> Path:
    """Hands in a file in an encoding that hides what it says from a reader of its bytes.

    stops: only encodings that people save files in are read
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(b"# -*- coding: utf-7 -*-\n+AGkAbQBwAG8AcgB0ACAAbwBz-\n")
    return folder / FILE


def input_slow_encoding(folder: Path) -> Path:
    """Hands in half a megabyte in an encoding that takes minutes to decode.

    stops: only encodings that people save files in are read
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(b"# coding: punycode\n-" + b"aa9b" * 115_000)
    return folder / FILE


def input_encoding_unknown(folder: Path) -> Path:
    """Hands in a file that names an encoding which does not exist, or is none of text.

    stops: a file that cannot be decoded is not run
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(b"# -*- coding: rot13 -*-\n" + WRONG)
    return folder / FILE


def input_notebook_with_magics(folder: Path) -> Path:
    """Hands in a notebook with shell lines, magics and a cell for another language.

    stops: only code cells are taken, without their magics and shell lines; nothing is executed but in a worker
    may: lose those lines
    honest: task 1
    """
    cells = ["!touch /tmp/pwned\n%run evil.py\n", "%%bash\ntouch /tmp/pwned\n", "%time\n" + WRONG.decode()]
    document = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in cells]}
    (folder / "logistic_regression.ipynb").write_text(json.dumps(document))
    return folder / "logistic_regression.ipynb"


def input_notebook_deep(folder: Path) -> Path:
    """Hands in a notebook of lists in lists, a hundred thousand deep.

    stops: what cannot be decoded as a notebook is not run
    may: nothing
    honest: none
    """
    (folder / "logistic_regression.ipynb").write_text('{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}")
    return folder / "logistic_regression.ipynb"


def input_odd_name(folder: Path) -> Path:
    """Hands in a file whose name holds an option, an escape, a line end and a way out.

    stops: the name of what is handed in is never used: the file gets the lesson's name
    may: nothing
    honest: task 1
    """
    (folder / "--help; \x1b[2J\n..py").write_bytes(WRONG)
    return folder / "--help; \x1b[2J\n..py"


def input_empty(folder: Path) -> Path:
    """Hands in an empty file.

    stops: no function, no points
    may: nothing
    honest: none
    """
    (folder / FILE).touch()
    return folder / FILE


class Zeros(io.RawIOBase):
    """An endless file of zeros, as far as it is read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = min(self.left, size)
        self.left -= size
        return bytes(size)


def _zip(folder: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / "mine.zip", "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return folder / "mine.zip"


def _member(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = len(WRONG)
    return info


def _tar(folder: Path, members: list[tarfile.TarInfo]) -> Path:
    with tarfile.open(folder / "mine.tar", "w") as archive:
        for info in members:
            archive.addfile(info, io.BytesIO(WRONG) if info.size else None)
    return folder / "mine.tar"


def builders() -> dict[str, Callable[[Path], Path]]:
    return {name: thing for name, thing in sorted(globals().items()) if name.startswith("input_")}


def built_attacks() -> list[Attack]:
    return [attack_of(name, b"", _docstring(builder)) for name, builder in builders().items()]


def _docstring(builder: Callable[[Path], Path]) -> str:
    return "\n".join(line.strip() for line in (builder.__doc__ or "").splitlines())
