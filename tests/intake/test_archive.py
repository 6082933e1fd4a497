"""Archives of strangers: what is taken out of them, and what is refused before anything is read."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile

import pytest

from grader.intake.archive import ArchiveProblem, read_from_archive

NAMES = ("answer.py", "answer.ipynb")
LIMIT = 1000


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


def refused(data: bytes, suffix: str = ".zip") -> str:
    with pytest.raises(ArchiveProblem) as caught:
        read_from_archive(data, suffix, NAMES, LIMIT)
    return str(caught.value)


def test_file_is_found_in_whichever_folder_it_lies() -> None:
    """Students zip the folder as often as the file."""
    data = zip_of(**{"Alice__work__answer.py": b"x = 1"})

    assert read_from_archive(data, ".zip", NAMES, LIMIT) == ("answer.py", b"x = 1")


def test_python_file_is_preferred_to_the_notebook() -> None:
    """Where both are there, the lesson's own file is meant."""
    data = zip_of(**{"answer.ipynb": b"{}", "answer.py": b"x = 1"})

    assert read_from_archive(data, ".zip", NAMES, LIMIT)[0] == "answer.py"


@pytest.mark.parametrize(("suffix", "mode"), [(".tar", "w"), (".tar.gz", "w:gz"), (".tgz", "w:gz")])
def test_tar_archives_are_read(suffix: str, mode: str) -> None:
    """tar and tar.gz bring the same bytes as zip."""
    data = tar_of(tarfile.TarInfo("hand_in/answer.py"), b"x = 1", mode)

    assert read_from_archive(data, suffix, NAMES, LIMIT) == ("answer.py", b"x = 1")


def test_extended_header_of_an_honest_tar_is_read() -> None:
    """A name in another script, a time with fractions: what every tar of today has."""
    info = tarfile.TarInfo("作业/answer.py")
    info.mtime = 1_700_000_000.123456  # type: ignore[assignment]
    info.pax_headers = {"LIBARCHIVE.xattr.note": "x" * 5000, "SCHILY.dev": "16777234"}

    assert read_from_archive(tar_of(info, b"x = 1"), ".tar", NAMES, LIMIT) == ("answer.py", b"x = 1")


def test_number_that_takes_hours_to_read_is_refused() -> None:
    """CVE-2024-6232; where Python is newer, the file is refused all the same."""
    info = tarfile.TarInfo("answer.py")
    info.pax_headers = {"comment": "1" * 1_000_000}

    assert "damaged" in refused(tar_of(info), ".tar")


def test_no_more_than_the_limit_is_read() -> None:
    """A member is read one byte past the limit, so that the caller sees that it is too large."""
    data = zip_of(**{"answer.py": b"#" * 50_000})

    assert len(read_from_archive(data, ".zip", NAMES, LIMIT)[1]) == LIMIT + 1


@pytest.mark.parametrize(
    "name", ["../answer.py", "/etc/answer.py", "a/../../answer.py", "C:\\answer.py", "..\\answer.py"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    """One such name is enough to refuse the whole archive, even beside a proper file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("answer.py", b"x = 1")
        archive.writestr(name, b"x = 1")

    assert "leads out" in refused(buffer.getvalue())


def test_link_in_the_place_of_the_file_is_refused() -> None:
    """A link in a zip is a file whose mode says so."""
    buffer = io.BytesIO()
    info = zipfile.ZipInfo("answer.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    assert "is a link" in refused(buffer.getvalue())


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_tar_member_that_is_no_file_is_refused(kind: bytes) -> None:
    """Links, pipes and devices carry no program."""
    info = tarfile.TarInfo("answer.py")
    info.type, info.linkname = kind, "/etc/passwd"

    assert "is a link" in refused(tar_of(info), ".tar")


def test_bombs_are_refused_before_they_unpack() -> None:
    """200 MB of zeros in a few hundred KB, zip and tar.gz alike."""
    zeros = bytes(200 << 20)

    assert "too much" in refused(zip_of(**{"answer.py": zeros}))
    assert "more than 128 MB" in refused(tar_of(tarfile.TarInfo("answer.py"), zeros, "w:gz"), ".tar.gz")


def test_too_many_members_are_refused() -> None:
    """Listing a million names takes long enough to hurt."""
    members = {f"f{number}": b"" for number in range(2001)}

    assert "more than 2,000 files" in refused(zip_of(**members))


def test_file_that_is_there_twice_is_refused() -> None:
    """Which of the two is meant is for the student to say."""
    assert "2 times" in refused(zip_of(**{"a__answer.py": b"1", "b__answer.py": b"2"}))


def test_archive_without_the_file_says_what_is_missing() -> None:
    """The name that the lesson asks for is in the sentence."""
    assert refused(zip_of(**{"other.py": b"x"})) == "Your archive holds no answer.py."


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x1f\x8b\x08 broken", b"x" * 600])
def test_damaged_archive_is_a_sentence_not_an_error(data: bytes, suffix: str) -> None:
    """Whatever the bytes are, the student reads one sentence."""
    assert refused(data, suffix).startswith("Your archive")
