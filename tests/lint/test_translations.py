"""The interface is complete in Dutch, in both forms of address, and in English."""

import re
import runpy
from collections.abc import Container, Iterator

import polib

from tests.lint.messages import FUNCTIONS, Message, in_code, in_template
from tests.lint.sources import ROOT, code, files

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|(?<!\{)\{\w*\}")
FORMAL = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)


def asked_for(names: Container[str] = FUNCTIONS) -> set[Message]:
    found: set[Message] = set()
    for source in code():
        if not source.path.startswith("demo/"):
            found.update(in_code(source, names))
    for suffix in (".html", ".txt"):
        for source in files(suffix):
            if source.inside("templates/"):
                found.update(in_template(source, names))
    return found


def entries(language: str) -> list[polib.POEntry]:
    merged = runpy.run_path(str(ROOT / "locale" / "compile.py"))["merged"]
    return [entry for entry in merged(ROOT / "locale" / language)[0] if not entry.fuzzy]


def forms(entry: polib.POEntry) -> list[str]:
    """Return the translation, or each of its plural forms."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def catalog(language: str) -> dict[Message, list[str]]:
    """Return the translations of a language by message."""
    return {(entry.msgctxt, entry.msgid): forms(entry) for entry in entries(language)}


def texts(language: str) -> Iterator[tuple[Message, str]]:
    for message, translations in catalog(language).items():
        yield from ((message, text) for text in translations)


def test_every_message_has_its_dutch() -> None:
    dutch = catalog("nl")
    assert sorted(str(message) for message in asked_for() if not all(dutch.get(message, [""]))) == []


def test_no_message_is_asked_for_both_with_and_without_a_number() -> None:
    """Python before 3.11.5 finds a message that has a plural only by its number."""
    counting = {name for name in FUNCTIONS if name.lstrip("p").startswith("n")}
    assert asked_for(counting) & asked_for(FUNCTIONS.keys() - counting) == set()


def test_translations_keep_the_placeholders() -> None:
    wrong = [
        text
        for language in ("nl", "nl_Informal", "en")
        for entry in entries(language)
        for text in forms(entry)
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []


def test_what_says_u_has_a_form_that_says_je() -> None:
    informal = catalog("nl_Informal")
    missing = {message[1] for message, text in texts("nl") if FORMAL.search(text) and message not in informal}
    assert sorted(missing) == []


def test_no_text_mixes_the_two_forms() -> None:
    mixed = [text for _, text in texts("nl") if INFORMAL.search(text)]
    mixed += [text for _, text in texts("nl_Informal") if FORMAL.search(text)]
    assert mixed == []
