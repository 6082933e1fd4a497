"""Which line of the roster is which student of the class: certain ones, likely ones, and near ones that a teacher must confirm."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from grader.classroom.called import Called
from grader.classroom.roster import Person
from grader.intake.names import id_key, letters, likeness, name_keys, words
from grader.sentences import Line, text

__all__ = ["Who", "who_is_who"]

NEAR = 0.82  # of the letters of two names: a letter or two of another spelling
Keys = Callable[[str], set[str]]


class Who(Struct, frozen=True):
    """people: by student. certain: those whom an id or the very name tells. missing: nothing handed in. unknown: not on the roster.

    near: pairs that may be one person, each said in a sentence; they are neither missing nor unknown.
    """

    people: dict[str, Person]
    certain: set[str]
    missing: list[str]
    unknown: list[str]
    near: list[Line]


def who_is_who(class_: Mapping[str, Called], people: list[Person]) -> Who:
    """Compare a class with its roster, the surest first; nobody is two people, and nobody both missing and unknown."""
    students, free = dict(class_), {person.line: person for person in people}
    found: dict[str, Person] = {}
    near: dict[str, tuple[list[Person], str]] = {}
    certain: set[str] = set()
    for rule, sure in ((_ids, True), (_whole_names, True), (_likely, False)):
        pairs, doubts = _one_to_one(students, free.values(), rule)
        if rule is _ids:
            doubts |= _claimed_by_name(pairs, students, free.values())
        found |= pairs
        certain |= pairs.keys() if sure else set()
        near |= {student: (several, "class.near_several") for student, several in doubts.items()}
        for student in [*pairs, *doubts]:
            del students[student]
        for person in [*pairs.values(), *(each for several in doubts.values() for each in several)]:
            free.pop(person.line, None)
    near |= {student: ([person], how) for student, (person, how) in _near(students, free).items()}
    taken = _taken(students, found)
    for student in [*near, *taken]:
        students.pop(student, None)
    for several, _ in near.values():
        for person in several:
            free.pop(person.line, None)
    return Who(
        people=found,
        certain=certain,
        missing=[person.name for person in free.values()],
        unknown=list(students) if people else [],
        near=[
            *(_told(student, several, how) for student, (several, how) in sorted(near.items())),
            *(text("class.near_taken", student=each, **facts) for each, facts in sorted(taken.items())),
        ],
    )


def _claimed_by_name(
    pairs: dict[str, Person], students: Mapping[str, Called], people: Iterable[Person]
) -> dict[str, list[Person]]:
    """Takes from the pairs whose line is the very name of another student, and gives both students with that line."""
    named, _ = _one_to_one(students, people, lambda who: _whole_names(who) | _likely(who))
    doubts: dict[str, list[Person]] = {}
    for student, person in list(pairs.items()):
        rivals = [other for other, line in named.items() if line.line == person.line and other not in pairs]
        if rivals:
            doubts |= {each: [person] for each in (student, *rivals)}
            del pairs[student]
    return doubts


def _taken(students: Mapping[str, Called], found: Mapping[str, Person]) -> dict[str, dict[str, str]]:
    """Those who are called as somebody of the roster is for whom another submission was found; by whom, and which."""
    holders = {
        key: (other, person) for other, person in found.items() for key in _whole_names(person) | _likely(person)
    }
    taken = {}
    for student, who in students.items():
        fits = [holders[key] for key in _whole_names(who) | _likely(who) if key in holders]
        if fits:
            other, person = fits[0]
            taken[student] = {"name": person.name, "line": str(person.line), "other": other}
    return taken


def _told(student: str, several: list[Person], how: str) -> Line:
    names = ", ".join(person.name for person in several[:3])
    return text(how, student=student, name=names, line=", ".join(str(p.line) for p in several[:3]))


def _ids(who: Called | Person) -> set[str]:
    if isinstance(who, Person):
        own = {f"canvas\0{who.own}"} if who.own else set()
        return {id_key(each) for each in who.ids} | own | _participant(who.participant, who.names)
    own = {f"{who.platform}\0{who.number}"} if who.number else set()
    names = _bare(who) if who.platform == "moodle" else []
    return {id_key(each) for each in who.names} | own | _participant(who.number, names)


def _participant(number: str, names: Iterable[str]) -> set[str]:
    """Moodle's number and the name together: in another assignment the number is somebody else's."""
    return {f"moodle\0{number}\0{key}" for name in names for key in name_keys(name) if number}


def _whole_names(who: Called | Person) -> set[str]:
    return {key for name in who.names for key in name_keys(name)}


def _likely(who: Called | Person) -> set[str]:
    """Words in another order, or run together as Canvas does; the part of an address before the @."""
    names = [*who.names, *(each for each in who.ids if "@" in each)] if isinstance(who, Person) else _bare(who)
    return {key for name in names for key in likeness(name) if not key.isdigit()}


def _bare(who: Called) -> list[str]:
    """The names without the platform's number."""
    return [*who.names, *(name.removesuffix(f"_{who.number}") for name in who.names if who.number)]


def _one_to_one(
    students: Mapping[str, Called], people: Iterable[Person], rule: Callable[[Called | Person], set[str]]
) -> tuple[dict[str, Person], dict[str, list[Person]]]:
    """Pairs that fit each other and nobody else; and students who fit several, or share one with another student."""
    index: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in rule(person) - {""}:
            index[key].append(person)
    fits = {student: {p.line: p for key in rule(who) for p in index.get(key, [])} for student, who in students.items()}
    claims: dict[int, int] = defaultdict(int)
    for lines in fits.values():
        for line in lines:
            claims[line] += 1
    pairs, doubts = {}, {}
    for student, lines in fits.items():
        if len(lines) == 1 and claims[next(iter(lines))] == 1:
            pairs[student] = next(iter(lines.values()))
        elif lines:
            doubts[student] = list(lines.values())
    return pairs, doubts


def _near(students: Mapping[str, Called], free: Mapping[int, Person]) -> dict[str, tuple[Person, str]]:
    """For students whom nothing fits the nearest line of the roster, each line once, and how near it is."""
    index: dict[str, set[int]] = defaultdict(set)
    for person in free.values():
        for key in {key for each in (*person.names, *person.ids) for key in _beginnings(each)}:
            index[key].add(person.line)
    scored = []
    for student, who in students.items():
        lines = {line for name in _bare(who) for key in _beginnings(name) for line in index.get(key, ())}
        for line in lines:
            score, how = _nearness(who, free[line])
            if score >= NEAR:
                scored.append((-score, student, line, how))
    found: dict[str, tuple[Person, str]] = {}
    taken: set[int] = set()
    for _, student, line, how in sorted(scored):
        if student not in found and line not in taken:
            found[student] = (free[line], how)
            taken.add(line)
    return found


def _beginnings(name: str) -> set[str]:
    """Under these the nearest are sought: how each word begins, and a number without its zeros."""
    return {key for word in words(_plain(name)) for key in (word[:3], word.lstrip("0") if word.isdigit() else word[:3])}


def _nearness(who: Called, person: Person) -> tuple[float, str]:
    """From 0 to 1, and why."""
    for one in who.names:
        for other in person.ids:
            if one.isdigit() and other.isdigit() and one.lstrip("0") == other.lstrip("0"):
                return 1.0, "class.near_zeros"
    best = 0.0
    for one in _bare(who):
        for other in person.names:
            first, second = set(words(_plain(one))), set(words(_plain(other)))
            if len(first & second) >= 2 and (first <= second or second <= first):
                best = max(best, 0.95)
            for turned in likeness(_plain(other)):
                best = max(best, difflib.SequenceMatcher(None, letters(_plain(one)), turned, autojunk=False).ratio())
    return best, "class.near_alike"


def _plain(name: str) -> str:
    """Without the signs above and below letters."""
    return "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
