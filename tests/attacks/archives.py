"""Attacks by the archive that is handed in: zip, tar and gzip. Each function builds one in a folder and returns its path.

The docstrings have the form of those in files/. Where nothing of it can be read, it earns nothing.
"""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from pathlib import Path

from grader.intake.archive import ARCHIVE_BYTES

from .bench import FILE, WRONG


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


def input_zip_of_a_list_alone(folder: Path) -> Path:
    """Hands in a zip that is nothing but its own list, of seven hundred thousand members.

    stops: the entries of the list are counted before any of them is read
    may: nothing
    honest: none
    """
    entry = b"PK\x01\x02" + bytes(24) + b"\x01" + bytes(17) + b"a"
    entries = entry * (ARCHIVE_BYTES // len(entry) - 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entries), 0, 0)
    (folder / "mine.zip").write_bytes(entries + end)
    return folder / "mine.zip"


def input_zip_twice(folder: Path) -> Path:
    """Hands in a zip with two files of the lesson's name, so that a person reads one and the grader another.

    stops: the one nearest to the top is graded, and the scorecard names the other
    may: nothing more than the file itself
    honest: task 1
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


def input_tar_long_number(folder: Path) -> Path:
    """Hands in a small .tar.gz whose extended header is a number of ten million digits, which some Pythons search again from each of them.

    stops: a header with such a number is refused before Python reads it
    may: nothing
    honest: none
    """
    header = tarfile.TarInfo("header")
    header.type, header.size = tarfile.XHDTYPE, 10_000_000
    block = header.tobuf(tarfile.USTAR_FORMAT)
    with gzip.open(folder / "mine.tar.gz", "wb") as packed:
        packed.write(block + b"1" * (header.size + -header.size % 512))
    return folder / "mine.tar.gz"


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
