"""Archives of strangers: what is taken out of them, and what is refused before anything is read."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile

import pytest

from grader.intake.archive import ArchiveProblem, archive_members, is_archive


def zip_of(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def tar_of(info: tarfile.TarInfo, data: bytes = b"", mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    info.size = len(data)
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def read(data: bytes, name: str = "ana.zip", size: int = 1000) -> dict[str, bytes]:
    return {member.name: member.read(size) for member in archive_members(name, data)}


def refused(data: bytes, name: str = "ana.zip") -> str:
    with pytest.raises(ArchiveProblem) as caught:
        read(data, name)
    return str(caught.value)


def test_members_come_with_their_folders() -> None:
    """Students zip the folder as often as the file."""
    data = zip_of(**{"Alice__work__answer.py": b"x = 1", "Alice__": b""})

    assert read(data) == {"Alice/work/answer.py": b"x = 1"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("name", ["ana.tar", "ana.tar.gz", "ana.tar-1.gz", "ana.tgz", "ana.zip"])
def test_tar_archives_are_read_whatever_their_names_say(name: str, mode: str) -> None:
    """Some browsers unpack a .tar.gz and leave its name; platforms number it in the middle."""
    data = tar_of(tarfile.TarInfo("hand_in/answer.py"), b"x = 1", mode)

    assert is_archive(name)
    assert read(data, name) == {"hand_in/answer.py": b"x = 1"}


def test_file_that_is_packed_alone_has_the_packed_name() -> None:
    assert read(gzip.compress(b"x = 1"), "answer.py.gz") == {"answer.py": b"x = 1"}


@pytest.mark.parametrize("name", ["ana.docx", "ana.py", "zip", "ana.npz", "ana.rar", "ana.7z", "ana.gzip.txt"])
def test_other_files_are_no_archives(name: str) -> None:
    assert not is_archive(name)


def test_password_is_named() -> None:
    """The flag alone makes Python ask for one."""
    data = bytearray(zip_of(**{"answer.py": b"x = 1"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1

    assert refused(bytes(data)) == "Your archive has a password. Pack it again without one."


def test_extended_header_of_an_honest_tar_is_read() -> None:
    """A name in another script, a time with fractions: what every tar of today has."""
    info = tarfile.TarInfo("作业/answer.py")
    info.mtime = 1_700_000_000.123456
    info.pax_headers = {"LIBARCHIVE.xattr.note": "x" * 5000, "SCHILY.dev": "16777234"}

    assert read(tar_of(info, b"x = 1")) == {"作业/answer.py": b"x = 1"}


def test_number_that_takes_hours_to_read_is_refused() -> None:
    """CVE-2024-6232; where Python is newer, the file is refused all the same."""
    info = tarfile.TarInfo("answer.py")
    info.pax_headers = {"comment": "1" * 1_000_000}

    assert "damaged" in refused(tar_of(info), "a.tar")


def test_no_more_than_the_limit_is_read() -> None:
    """A member is read one byte past the limit, so that the caller sees that it is too large."""
    data = zip_of(**{"answer.py": b"#" * 50_000})

    assert len(read(data, size=1001)["answer.py"]) == 1001


@pytest.mark.parametrize(
    "name", ["../answer.py", "/../answer.py", "a/../../answer.py", "C:\\..\\answer.py", "..\\answer.py", "C:/C:/../x"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    """One such name is enough to refuse the whole archive, even beside a proper file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("answer.py", b"x = 1")
        archive.writestr(name, b"x = 1")

    assert "leads out" in refused(buffer.getvalue())


@pytest.mark.parametrize("name", ["/hw/b.py", "///hw/b.py", "C:\\hw\\b.py", "c:/hw/b.py", "\\\\hw\\b.py", "./hw/b.py"])
def test_root_of_an_absolute_name_is_left_away(name: str) -> None:
    """In memory it leads nowhere; other programs unpack it so, too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, b"x = 1")

    assert read(buffer.getvalue()) == {"hw/b.py": b"x = 1"}


def test_link_is_told_as_one() -> None:
    """A link in a zip is a file whose mode says so."""
    buffer = io.BytesIO()
    info = zipfile.ZipInfo("answer.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    assert [member.kind for member in archive_members("a.zip", buffer.getvalue())] == ["a link"]


KINDS = {
    tarfile.SYMTYPE: "a link",
    tarfile.LNKTYPE: "a link",
    tarfile.FIFOTYPE: "a device",
    tarfile.CHRTYPE: "a device",
}


@pytest.mark.parametrize("kind", KINDS)
def test_tar_member_that_is_no_file_is_told(kind: bytes) -> None:
    """Links, pipes and devices carry no program."""
    info = tarfile.TarInfo("answer.py")
    info.type, info.linkname = kind, "/etc/passwd"

    assert [member.kind for member in archive_members("a.tar", tar_of(info))] == [KINDS[kind]]


def test_bombs_are_refused_before_they_unpack() -> None:
    """200 MB of zeros in a few hundred KB, zip and tar.gz alike."""
    zeros = bytes(200 << 20)

    said = refused(zip_of(**{"small.py": b"x", "answer.py": zeros}))
    assert "unpacks to 200.0 MB" in said
    assert "answer.py alone has 200.0 MB" in said
    assert "more than 128 MB" in refused(tar_of(tarfile.TarInfo("answer.py"), zeros, "w:gz"), "a.tar.gz")


def test_too_many_members_are_refused() -> None:
    members = {f"f{number}": b"" for number in range(2001)}

    assert "more than 2,000 Python files" in refused(zip_of(**members))


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_too_long_a_list_is_refused_whatever_it_lists(suffix: str) -> None:
    """Listing a million names takes long enough to hurt."""
    names = [f"{number}.png" for number in range(20_001)]
    if suffix == ".zip":
        data = zip_of(**dict.fromkeys(names, b""))
    else:
        headers = [tarfile.TarInfo(name).tobuf() for name in names]
        data = b"".join(headers) + bytes(1024)

    assert "more than 20,000 files" in refused(data, f"ana{suffix}")


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x1f\x8b\x08 broken", b"x" * 600])
def test_damaged_archive_is_a_sentence_not_an_error(data: bytes, suffix: str) -> None:
    """Whatever the bytes are, the student reads one sentence."""
    assert refused(data, f"ana{suffix}").startswith("Your archive")
