"""Invoices one after the other, and a list of people."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from payments.models import InvoiceDocument
from registrations.models import Participant
from tests.flows.story import PATIENCE, TOLD, Moment, Story, numbers_of
from tests.paying import make_paid_event, taken

ROOT = Path(__file__).resolve().parents[2]
MANY, IN_THE_MIDDLE = 6, 4


class Invoicing(Story):
    """Some sign up on invoice, one after the other; the worker makes and mails the files."""

    mails = {kind: MANY * number for kind, number in TOLD.items()}
    does_without = ("stripe",)

    def prepare(self) -> None:
        self.event = make_paid_event(seats=MANY)
        self.forms = [self.form_of(self.event, payment_method="invoice") for _ in range(MANY)]
        for number, form in enumerate(self.forms):
            form["participants-0-name"] = f"Eva Kuiper-{chr(65 + number)}"
            form["participants-0-email"] = f"eva{number}@westerkoog.example"
        self.taken = [""] * MANY

    def at_the_moment(self, server: str, then: Moment) -> None:
        if server == "mail":
            self.house.mail.once(b"Message-ID:", then, time=IN_THE_MIDDLE, is_answer=True)
        elif server == "worker":
            self.house.database.once(
                b'INSERT INTO "payments_invoicedocument"', then, time=IN_THE_MIDDLE, is_answer=True
            )
        else:
            self.house.database.once(b'INSERT INTO "payments_invoice"', then, time=IN_THE_MIDDLE)

    def act(self) -> None:
        self.taken = [self.send(self.event, form) for form in self.forms]

    def finish(self) -> None:
        for form, where in zip(self.forms, self.taken, strict=True):
            if not where:
                self.send_until_taken(self.event, form)

    def is_done(self) -> bool:
        return True

    def check(self) -> None:
        assert (self.states(), taken(self.event)) == (["confirmed"] * MANY, MANY)
        assert numbers_of("380") == list(range(1, MANY + 1))
        assert InvoiceDocument.objects.count() == 2 * MANY


class Importing(Story):
    """A list of people is imported, and everybody is told."""

    mails = {"confirmation": MANY}
    does_without = ("stripe",)

    def prepare(self) -> None:
        self.event = make_paid_event(seats=MANY)
        self.file = self.house.folder / "deelnemers.csv"
        people = [f"Eva Kuiper-{chr(65 + number)};eva{number}@x.example" for number in range(MANY)]
        self.file.write_text("\n".join(["name;email", *people, ""]))
        self.ended: int | None = None

    def at_the_moment(self, server: str, then: Moment) -> None:
        if server == "mail":
            self.house.mail.once(b"rcpt TO:", then, time=IN_THE_MIDDLE)
        elif server == "worker":
            self.house.mail.once(b"rcpt TO:", then, time=IN_THE_MIDDLE, is_answer=True)
        else:
            self.house.database.once(b'INSERT INTO "registrations_line"', then)

    def act(self) -> None:
        words = ["manage.py", "import_participants", "--event", self.event.slug, "--mail", str(self.file)]
        self.ended = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.house.whole_environment(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        ).returncode

    def finish(self) -> None:
        self.act()  # whoever is not sure that it went well does it again
        assert self.ended == 0

    def is_done(self) -> bool:
        return True

    def check(self) -> None:
        assert (self.states(), taken(self.event)) == (["confirmed"] * MANY, MANY)
        assert Participant.objects.filter(event=self.event).count() == MANY
        assert numbers_of("380") == []
