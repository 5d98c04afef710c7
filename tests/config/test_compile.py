"""Catalogs are compiled without gettext, fragments included."""

import gettext
import runpy
from pathlib import Path

from tests.lint.sources import ROOT

SCRIPT = runpy.run_path(str(ROOT / "locale" / "compile.py"))


def make_language(folder: Path) -> None:
    (folder / "LC_MESSAGES").mkdir()
    (folder / "fragments").mkdir()
    catalog = 'msgid "seat"\nmsgstr "stoel"\n\nmsgid "day"\nmsgstr "dag"\n'
    (folder / "LC_MESSAGES" / "django.po").write_text(catalog)
    (folder / "fragments" / "seats.po").write_text(
        'msgid "seat"\nmsgstr "plaats"\n\n'
        'msgid "%(n)d seat"\nmsgid_plural "%(n)d seats"\n'
        'msgstr[0] "%(n)d plaats"\nmsgstr[1] "%(n)d plaatsen"\n\n'
        'msgctxt "menu"\nmsgid "day"\nmsgstr "Dag"\n'
    )


def read(folder: Path) -> gettext.GNUTranslations:
    with (folder / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_fragment_holds_over_the_catalog(tmp_path: Path) -> None:
    make_language(tmp_path)
    SCRIPT["compile_language"](tmp_path)
    catalog = read(tmp_path)
    assert [catalog.gettext("seat"), catalog.gettext("day")] == ["plaats", "dag"]
    assert catalog.pgettext("menu", "day") == "Dag"
    assert catalog.ngettext("%(n)d seat", "%(n)d seats", 2) == "%(n)d plaatsen"


def test_merging_moves_the_fragments_and_changes_no_text(tmp_path: Path) -> None:
    make_language(tmp_path)
    SCRIPT["compile_language"](tmp_path)
    before = (tmp_path / "LC_MESSAGES" / "django.mo").read_bytes()
    SCRIPT["merge_language"](tmp_path)
    assert list((tmp_path / "fragments").iterdir()) == []
    SCRIPT["compile_language"](tmp_path)
    assert (tmp_path / "LC_MESSAGES" / "django.mo").read_bytes() == before


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    make_language(tmp_path)
    SCRIPT["compile_language"](tmp_path)
    first = (tmp_path / "LC_MESSAGES" / "django.mo").stat().st_mtime_ns
    SCRIPT["compile_language"](tmp_path)
    assert (tmp_path / "LC_MESSAGES" / "django.mo").stat().st_mtime_ns == first
