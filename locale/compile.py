"""Compile the catalogs without gettext: django.po and fragments/*.po of a language become django.mo.

python locale/compile.py            what the programs read; writes only what changed
python locale/compile.py --merge    moves the fragments into django.po
"""

import argparse
from pathlib import Path

import polib

HERE = Path(__file__).resolve().parent
LANGUAGES = ("nl", "nl_Informal", "en")


def merged(folder: Path) -> tuple[polib.POFile, list[Path]]:
    """Return the whole catalog of a language, and the fragments that are in it.

    Where two have the same message, the later file holds.
    """
    whole = polib.POFile()
    whole.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    main = folder / "LC_MESSAGES" / "django.po"
    fragments = sorted((folder / "fragments").glob("*.po"))
    entries: dict[tuple[str | None, str], polib.POEntry] = {}
    for file in [main, *fragments]:
        for entry in polib.pofile(str(file), encoding="utf-8") if file.exists() else []:
            if not entry.obsolete:
                entries[entry.msgctxt, entry.msgid] = entry
    whole.extend(sorted(entries.values(), key=lambda entry: (entry.msgid, entry.msgctxt or "")))
    return whole, fragments


def compile_language(folder: Path) -> None:
    catalog, _ = merged(folder)
    target = folder / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_bytes() != catalog.to_binary():
        catalog.save_as_mofile(str(target))


def merge_language(folder: Path) -> None:
    catalog, fragments = merged(folder)
    for entry in catalog:
        entry.occurrences = []
    (folder / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    catalog.save(str(folder / "LC_MESSAGES" / "django.po"))
    for fragment in fragments:
        fragment.unlink()


def main() -> None:
    arguments = argparse.ArgumentParser(description="Compile the catalogs to django.mo.")
    arguments.add_argument("--merge", action="store_true", help="move the fragments into django.po")
    merge = arguments.parse_args().merge
    for language in LANGUAGES:
        if merge:
            merge_language(HERE / language)
        compile_language(HERE / language)


if __name__ == "__main__":
    main()
