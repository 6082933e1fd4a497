"""What the students of a class are called, and whose numbers they bear: a number means what its platform says, and nothing elsewhere."""

from __future__ import annotations

from msgspec import Struct

from grader.classroom.classes import Class, ClassMember
from grader.sentences import Text, value_of

__all__ = ["Called", "called", "platform_of"]

OWN_NUMBERS = ("moodle", "canvas")  # they number people, or what people handed in, in the names of a download


class Called(Struct, frozen=True):
    """names: what names the student wherever it stands whole: a name, an address, a login, a student number.

    number: the one that the class's platform, such as `moodle`, gave; it is no student number.
    """

    names: tuple[str, ...] = ()
    platform: str = ""
    number: str = ""


def called(graded: Class) -> dict[str, Called]:
    """By student, and by name those who did not hand in."""
    platform = platform_of(graded)
    found = {each.student: _called(each, platform) for each in graded.students}
    return found | {name: Called((name,)) for name in graded.missing if name not in found}


def platform_of(graded: Class) -> str:
    """The platform whose download the class was, where its numbers are in the names; else empty."""
    form = value_of(graded, "form")
    told = form.id.removeprefix("form.") if isinstance(form, Text) else str(form).casefold()
    return next((name for name in OWN_NUMBERS if name in told), "")


def _called(each: ClassMember, platform: str) -> Called:
    roster = tuple(filter(None, (each.name, *each.ids)))
    number = next((other for other in each.also if each.student.endswith(f"_{other}") and other.isdigit()), "")
    if not platform or not number:
        return Called((each.student, *each.also, *roster))
    bare = each.student.removesuffix(f"_{number}")
    if platform == "canvas" and bare.casefold() == "anon":  # that number is made up for the one assignment
        return Called((each.student, *roster))
    # Canvas writes a name as `leeana`, which may be somebody's login.
    names = (each.student, bare) if platform == "moodle" else (each.student,)
    return Called((*names, *roster), platform, number)
