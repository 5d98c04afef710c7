"""What people do in the walks: by touch, with scripts and without."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from demo.services.process import wait_until
from events.models import Event

CONFIRMED = re.compile(r"/aanmelding/SK-\w{4}-\w{4}/[\w-]{20,}/$")


def path_of(event: Event) -> str:
    return f"/{event.behaviour.paths['nl']}/{event.slug}/"


def open_form(page: Page, event: Event) -> None:
    """Come to the form by the button of the event's page."""
    page.goto(path_of(event))
    page.locator("main").get_by_role("link", name="Aanmelden").first.tap()
    expect(page.locator("#signup")).to_be_visible()
    page.wait_for_load_state()  # its scripts have taken away the rows that they replace


def fill(page: Page, fields: dict[str, str]) -> None:
    """Type into fields by their names; what is folded away is opened first."""
    for name, text in fields.items():
        field = page.locator(f'#signup [name="{name}"]')
        unfold(page, name)
        field.fill(text)


def unfold(page: Page, name: str) -> None:
    """Open what the field with this name is folded into, from the outside in."""
    field = page.locator(f'#signup [name="{name}"]').first
    closed = page.locator("#signup details:not([open])").filter(has=page.locator(f'[name="{name}"]'))
    while not field.is_visible() and closed.count():
        closed.first.locator("> summary").tap()


def choose(page: Page, name: str, value: str) -> None:
    """Touch the card of one choice."""
    page.locator(f'#signup label:has([name="{name}"][value="{value}"])').tap()
    expect(page.locator(f'#signup [name="{name}"][value="{value}"]')).to_be_checked()


def choose_own(page: Page, name: str, value: str) -> None:
    """Choose for one person otherwise than for the group."""
    unfold(page, name)
    page.locator(f'#signup select[name="{name}"]').select_option(value)


def add_people(page: Page, people: list[tuple[str, str]]) -> None:
    """Fill in colleagues, with as many rows more as that takes."""
    for number, (name, email) in enumerate(people):
        field = page.locator(f'#signup [name="participants-{number}-name"]')
        if not field.count():
            page.locator("#signup [data-person-add]").tap()
        fill(page, {f"participants-{number}-name": name, f"participants-{number}-email": email})


def tick(page: Page, name: str) -> None:
    page.locator(f'#signup [name="{name}"]').tap()


def send(page: Page, words: str | re.Pattern[str]) -> str:
    """Send the form by the button with these words, and return the reference of the registration."""
    page.locator("#signup").get_by_role("button", name=words).last.tap()
    expect(page).to_have_url(CONFIRMED)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("is bevestigd$"))
    return page.url.split("/")[-3]


def bill(page: Page, **more: str) -> None:
    """Fill in that Gemeente Westerkoog pays."""
    fields = {
        "billing-organisation": "Gemeente Westerkoog",
        "billing-street": "Postbus 12",
        "billing-postcode": "1541 AB",
        "billing-city": "Westerkoog",
        "billing-email": "facturen@westerkoog.example",
    }
    fill(page, fields | {f"billing-{name}": text for name, text in more.items()})


def mails_to(page: Page, address: str, *, about: str, number: int) -> list[EmailMessage]:
    """Read what came to an address about a registration, the oldest first, once all is there."""
    found: list[dict[str, str]] = []

    def all_came() -> bool:
        answer = page.request.get("/demo/mailbox/", params={"to": address, "format": "json"})
        found[:] = [mail for mail in answer.json() if mail["about"] == about]
        return len(found) == number

    assert wait_until(all_came, 20), (address, found)
    return [_mail(page, mail["id"]) for mail in reversed(found)]


def _mail(page: Page, mail_id: str) -> EmailMessage:
    raw = page.request.get(f"/demo/mailbox/{mail_id}.eml").body()
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def files_of(mail: EmailMessage) -> dict[str, bytes]:
    """The files that came with a mail, by name."""
    files = {}
    for part in mail.walk():
        name, content = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            files[name] = content
    return files
