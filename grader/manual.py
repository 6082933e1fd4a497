"""The pages of docs/: in the installed package, or in the source tree beside it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["find_page", "pages"]

HERE = Path(__file__).parent
LISTS = ("index", "README")  # of the site's pages
FOLDERS = (HERE / "docs", HERE.parent / "docs")


def pages() -> dict[str, Path]:
    """Each page by its name, such as `authors` or `lms/canvas`."""
    folder = next((folder for folder in FOLDERS if (folder / "authors.md").is_file()), FOLDERS[0])
    found = (path for path in sorted(folder.rglob("*.md")) if path.stem not in LISTS)
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in found}


def find_page(asked: str) -> Path | None:
    """The page of that name, `docs/` before it and `.md` behind it or not; its last part alone will do."""
    name = asked.removeprefix("docs/").removesuffix(".md")
    known = pages()
    return known.get(name) or next((path for each, path in known.items() if each.split("/")[-1] == name), None)
