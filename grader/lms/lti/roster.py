"""Who is who: from a student's names in a graded class to the platform's id of a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from grader.classroom.called import called
from grader.classroom.classes import Class
from grader.lms.lti.client import Client, PlatformRefused
from grader.sentences import Text, text

__all__ = ["Roster", "names_in", "read_roster"]

MEDIA = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


class Roster:
    """The course's members, found by address or id number. A name that means two people means nobody."""

    def __init__(self, members: Iterable[dict[str, Any]]) -> None:
        self._people: dict[str, set[str]] = defaultdict(set)
        for member in members:
            user = member.get("user_id")
            if not user or member.get("status", "Active") != "Active":
                continue
            for key in (member.get("email"), member.get("lis_person_sourcedid")):
                if key:
                    self._people[str(key).strip().casefold()].add(str(user))

    def matched(self, students: dict[str, list[str]]) -> tuple[dict[str, str], dict[str, Text]]:
        """For students and what they are called: the platform's ids, and for the others why there is none."""
        found: dict[str, str] = {}
        why: dict[str, Text] = {}
        for student, names in students.items():
            people = set().union(*(self._people.get(name.strip().casefold(), set()) for name in names))
            if len(people) == 1:
                found[student] = people.pop()
            else:
                why[student] = text("platform.two_people") if people else text("platform.nobody")
        count = Counter(found.values())
        for student, user in list(found.items()):
            if count[user] > 1:
                why[student] = text("platform.same_person")
                del found[student]
        return found, why


def read_roster(client: Client) -> Roster:
    """Asks the platform for the course's members. Raises Refused."""
    members: list[dict[str, Any]] = []
    for page in client.pages(client.config.memberships_url, MEDIA):
        listed = page.get("members") if isinstance(page, dict) else None
        if not isinstance(listed, list):
            raise PlatformRefused(text("platform.no_members"))
        members += [member for member in listed if isinstance(member, dict)]
    return Roster(members)


def names_in(graded: Class) -> dict[str, list[str]]:
    """What each student is called. The numbers in Moodle's and Canvas's downloads are no id numbers, and are left out."""
    return {student: list(each.names) for student, each in called(graded).items()}
