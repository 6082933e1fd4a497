"""Names of files: which kind of code they say, and what is left of them without what platforms, browsers and systems add."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from grader.intake.names import clean
from grader.sentences import Line, text

__all__ = ["CODE", "README", "SUPPORT", "TEXT_NOTEBOOKS", "base", "ending_of", "is_litter", "listed", "plain_stem"]

CODE = (".py", ".ipynb")
TEXT_NOTEBOOKS = (".qmd", ".rmd", ".md")  # notebooks as text
KNOWN = re.compile(r"\.(pyw?|ipynb|qmd|rmd|md)~?$", re.IGNORECASE)
BY_BROWSER = re.compile(
    r"(\.(?:py|ipynb|qmd|md))[-_ ]*(?:\(\d+\)|\d+)?(?:\.(?:txt|json|html?|download|py))?$", re.IGNORECASE
)
SUPPORT = re.compile(
    r"test_public\.py|test_.*\.py|.*_test\.py|show\.py|conftest\.py|setup\.py|__init__\.py", re.IGNORECASE
)
README = re.compile(r"(readme|licen[cs]e|changelog|contributing)\b.*", re.IGNORECASE)
LITTER = {"__macosx", "__pycache__", "thumbs.db", "desktop.ini", "icon\r", "venv", "site-packages", "node_modules"}
BYTECODE = re.compile(r".*\.py[co]|~\$.*", re.IGNORECASE | re.DOTALL)

# What a copy is called, as systems and browsers say it in many languages, behind the name or before it.
COPY = (
    r"copy|copie|kopie|kopia|kopi|kopio|kópia|copia|cópia|copia de seguridad|копия|копія|másolat|kopya|αντίγραφο|bản sao|salinan"
    r"|副本|拷贝|拷貝|複製|複本|备份|コピー|복사본|사본|نسخة|نسخه|עותק|प्रतिलिपि|สำเนา"
)
NUMBER = r"(?:\(\d{1,3}\)|（\d{1,3}）|\[\d{1,3}\]|\d{1,3})"
BEHIND = re.compile(
    rf"[\s_–—-]*(?:(?:[-–—]\s*)?(?:的|の)?(?:{COPY})(?:\s*{NUMBER})?|\(\d{{1,3}}\)|（\d{{1,3}}）|\[\d{{1,3}}\])$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?:[-_ ~]\d{1,2})$")
LATE = re.compile(r"(?:[-_ ]late)$|^(?:late[-_ ])", re.IGNORECASE)
BEFORE = re.compile(
    rf"^(?:(?:{COPY})[\s_]*(?:{NUMBER}[\s_]*)?(?:of|von|de|di|av|van|af|dari|～|~|-)?[\s_]+)", re.IGNORECASE
)
PLATFORM = re.compile(r"^(?:[^\W_]+_(?:late_)?(?:\d+|[a-z0-9]{5})_\d+_|.*?_\d+_assignsubmission_file_)", re.IGNORECASE)
MOST_NAME = 300  # characters: longer names are nobody's


def base(name: str) -> str:
    """The last part of a name, whichever way its folders are written."""
    return name.rstrip("/\\").replace("\\", "/").rpartition("/")[2]


def is_litter(name: str) -> bool:
    """What operating systems, editors and programs leave behind."""
    hidden = name.startswith(".") and name.strip(".") != ""
    return hidden or name.casefold() in LITTER or bool(BYTECODE.fullmatch(name))


def ending_of(name: str) -> str:
    """`.py`, `.ipynb` or another kind of code, by the name's end, whatever a browser hung behind it; empty for anything else."""
    name = base(name)[-MOST_NAME:]
    if match := KNOWN.search(name) or BY_BROWSER.search(name):
        ending = "." + match[1].lower().lstrip(".")
        return ".py" if ending == ".pyw" else ending
    return ""


def plain_stem(name: str) -> str:
    """The name without ending, letter case, spaces and all that platforms, browsers and systems add to it."""
    stem = base(name)[-MOST_NAME:]
    stem = BY_BROWSER.sub("", KNOWN.sub("", stem)) if ending_of(name) else stem
    stem = unicodedata.normalize("NFKC", stem).strip()
    for _ in range(4):
        before = stem
        for added in (PLATFORM, BEFORE, LATE, BEHIND, COUNTED):
            stem = added.sub("", stem).strip() or stem
        if stem == before:
            break
    return re.sub(r"[\W_]+", "", stem).casefold()


def listed(names: Iterable[str], most: int = 5) -> Line:
    """The first of these names, in order, and how many more there are; whatever they hold is harmless to print."""
    names = sorted(names)
    shown = ", ".join(clean(re.sub(r"\s+", " ", name))[:80] for name in names[:most])
    return text("list.more", names=shown, n=len(names) - most) if len(names) > most else shown
