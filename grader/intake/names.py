"""Names of students, as people read them and as files can bear them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

__all__ = ["clean", "file_stems", "id_key", "letters", "likeness", "name_keys", "words"]

STEM_BYTES = 120
MOST_WORDS = 12  # of a name
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
# Names that Windows keeps for devices: the folder of a class may be unpacked there.
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


def clean(name: str) -> str:
    """The name in composed Unicode, with what could steer a terminal or deceive the eye written as `\\x1b`."""
    return "".join(map(_visible, unicodedata.normalize("NFC", name)))


def _visible(letter: str) -> str:
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"\\x{ord(letter):02x}"
    return letter


def file_stems(students: Iterable[str]) -> dict[str, str]:
    """A file name without ending for each student, never the same for two, on no system's file system.

    A name that a file can bear stays as it is; any other, and one that differs from another student's by case alone,
    ends in a part of its own hash.
    """
    students = list(students)
    count = Counter(student.casefold() for student in students)
    return {student: _stem(student, alone=count[student.casefold()] == 1) for student in students}


def _stem(student: str, alone: bool) -> str:
    plain = re.sub(r"[^\w @+,'()=.-]", "_", student).strip(" .") or "_"
    short = plain.encode()[:STEM_BYTES].decode(errors="ignore")
    if short == student and alone and student.split(".")[0].casefold() not in DEVICES and "~" not in student:
        return student
    return f"{short}~{hashlib.sha256(student.encode()).hexdigest()[:10]}"


def letters(text: str) -> str:
    """Only the letters and digits, without case: what is left of a name when a platform makes a file's name of it."""
    return "".join(words(text))


def likeness(text: str) -> set[str]:
    """What two spellings of one student share: `Ana Lee <ana@x.edu>`-like cells, `leeana` of Canvas, `ana` as a file's name.

    Any word may be the first of the last name: the keys are all orders that a turn of the words makes; in a Chinese name, of the
    characters.
    """
    found = words(text)[:MOST_WORDS]
    if HAN.fullmatch("".join(found)):
        found = list("".join(found))
    keys = {"".join(found[turn:] + found[:turn]) for turn in range(len(found))}
    if "@" in text:
        keys.add(letters(text.split("@")[0]))
    return keys - {""}


def words(text: str) -> list[str]:
    """The runs of letters and digits, without case."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def id_key(name: str) -> str:
    """An id as it is compared: case does not tell logins apart, and files cannot bear all characters."""
    return clean(name.strip()).casefold()


def name_keys(name: str) -> set[str]:
    """A whole name as it is compared: `Lee, Ana` is Ana Lee and Lee Ana. Numbers alone are no name."""
    last, comma, first = name.partition(",")
    orders = [f"{first} {last}", f"{last} {first}"] if comma else [name]
    keys = {" ".join(id_key(each).split()) for each in orders}
    return {key for key in keys if not key.isdigit()} - {""}
