"""Public pages as a test reads them: what a few words of CSS select, and its text."""

import re
from datetime import datetime

from django.test import Client
from lxml import html

from events.models import Event
from lib import clock
from tests.making import NOON

STEP = re.compile(
    r"(?P<tag>\w+)?(?P<marks>(?:[.#][\w-]+)*)(?:\[(?P<name>[\w-]+)(?:='?(?P<value>[^\]']+)'?)?\])?"
)
AXES = {" ": "//", ">": "/", "~": "/following-sibling::", "+": "/following-sibling::*[1]/self::"}


def path_of(event: Event, language: str = "nl") -> str:
    """Return the address of an event's page."""
    path = f"/{event.behaviour.paths[language]}/{event.slug}/"
    return path if language == "nl" else f"/en{path}"


def get(path: str, now: datetime = NOON) -> html.HtmlElement:
    """Return the page at ``path`` as a visitor without cookies sees it at ``now``."""
    with clock.at(now):
        answer = Client().get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def select(page: html.HtmlElement, css: str) -> list[html.HtmlElement]:
    """Return what ``css`` selects: tags, classes, ids, one attribute, and the four ways to go on."""
    path = "descendant::"
    for at, word in enumerate(re.split(r"\s*([~+>])\s*|\s+", css)):
        if at % 2:
            path += AXES[word or " "]
            continue
        found = STEP.fullmatch(word)
        assert found, word
        path += found["tag"] or "*"
        for mark in re.findall(r"[.#][\w-]+", found["marks"]):
            attribute, value = ("class", mark[1:]) if mark[0] == "." else ("id", mark[1:])
            path += f"[contains(concat(' ', normalize-space(@{attribute}), ' '), ' {value} ')]"
        if found["name"]:
            path += f"[@{found['name']}" + (f"='{found['value']}']" if found["value"] else "]")
    return list(page.xpath(path))


def words(page: html.HtmlElement, css: str = "main") -> list[str]:
    """Return the text of each element that ``css`` selects, with single spaces."""
    texts = [" ".join(element.itertext()) for element in select(page, css)]
    return [re.sub(r" (?=[.,;:)]( |$))", "", " ".join(text.split())) for text in texts]


def links(page: html.HtmlElement, css: str = "main a[href]") -> list[str]:
    """Return the addresses that links lead to."""
    return [link.get("href") for link in select(page, css)]
