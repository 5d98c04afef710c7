"""Who is told what after a sign-up, and what stands in their calendars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from notifications.mime import raw_mail
from notifications.models import Message
from registrations.basket import Contact
from registrations.models import Participant
from tests.calendar_mails import invitation_in, mails_of
from tests.making import (
    make_basket,
    make_bill,
    make_branchedag,
    make_congress,
    make_leergang,
    make_organisation,
    make_person,
    make_steps,
)
from tests.signed_up import CONTACT, sign_up_for, three_colleagues

pytestmark = pytest.mark.django_db

FATIMA = Contact("Fatima el Amrani", "f.elamrani@wijkzaken.example")
PAYABLE = "facturen@westerkoog.example"
PDF = [("Factuur-2026-0001.pdf", "application/pdf", "invoice")]


def files(message: Message) -> list[tuple[str, str, str]]:
    return list(message.attachments.values_list("file_name", "media_type", "source"))


def said(message: Message) -> str:
    """All that a reader could find in a mail, on one line."""
    raw = raw_mail(message).decode(errors="replace")
    return " ".join(f"{message.subject} {message.text} {message.html} {message.calendar} {raw}".split())


def test_who_signs_up_alone_gets_one_mail_that_confirms_and_invites() -> None:
    congress = make_congress()
    basket = make_basket(congress, 0, contact=FATIMA, contact_attends=True)
    (mail,) = mails_of(sign_up_for(congress, basket))
    assert (mail.kind, mail.to_address, mail.to_name) == ("confirmation", FATIMA.email, FATIMA.name)
    assert mail.subject == "Uw aanmelding is bevestigd: Kracht van netwerken, donderdag 11 maart 2027"
    assert files(mail) == []
    assert "Geachte Fatima el Amrani," in mail.text
    assert "donderdag 11 maart 2027, 9.00–17.00 uur" in mail.text
    entry = invitation_in(mail)
    assert (entry["begin"], entry["end"]) == ("20270311T090000", "20270311T170000")
    assert (entry["title"], entry["place"]) == (
        "Kracht van netwerken",
        "De Graansilo, Katwolderhaven 8, Zwolle",
    )


def test_everybody_hears_about_their_own_part_alone() -> None:
    _congress, registration = three_colleagues()
    people = registration.participants.order_by("position")
    assert [(mail.kind, mail.to_address) for mail in mails_of(registration)] == [
        ("confirmation", CONTACT),
        *((kind, person.email) for person in people for kind in ("participation", "invitation")),
        ("invoice", PAYABLE),
    ]
    for person in people:
        text = " ".join(said(mail) for mail in mails_of(registration, person.email))
        for secret in (registration.secret, CONTACT, "Factuur"):
            assert secret not in text
        for other in people.exclude(pk=person.pk):
            for theirs in (other.name, other.email, other.secret, other.agenda_secret):
                assert theirs not in text
        assert f"/deelname/{person.secret}/" in text
        assert f"/agenda/{person.agenda_secret}.ics" in text


def test_the_contact_hears_all_of_it_and_gets_the_invoice() -> None:
    _congress, registration = three_colleagues()
    (mail,) = mails_of(registration, CONTACT)
    text = " ".join(mail.text.split())
    for words in (
        "Uw aanmelding is bevestigd: drie deelnemers van Gemeente Westerkoog.",
        "Anna de Wit Beide dagen Sessie 1A, zaal 1 (do 11 mrt, 11.15–12.30 uur)",
        "Sessie 3B, zaal 2 (vr 12 mrt, 11.15–12.30 uur)",
        "3 × Beide dagen, à € 495,00 excl. btw € 1.485,00",
        "Btw 21% € 311,85",
        "Totaal incl. btw € 1.796,85",
        "Uiterlijk betalen op vrijdag 25 december 2026, op rekening NL91 ABNA 0417 1643 00",
        "Inkoopordernummer INK-2027-00418 staat op de factuur.",
        "De referentie op de factuur is Afdeling Jeugd.",
        "We hebben de factuur ook verzonden naar facturen@westerkoog.example.",
        f"/aanmelding/{registration.reference}/{registration.secret}/",
    ):
        assert words in text
    assert files(mail) == PDF
    assert (mail.calendar, mail.about) == ("", registration.reference)


def test_accounts_payable_gets_the_same_invoice_and_no_secret() -> None:
    _congress, registration = three_colleagues()
    (mail,) = mails_of(registration, PAYABLE)
    assert mail.subject == "Factuur 2026-0001: Kracht van netwerken, 11 en 12 maart 2027"
    assert files(mail) == PDF
    (contact,) = mails_of(registration, CONTACT)
    assert mail.attachments.get().source_key == contact.attachments.get().source_key
    secrets = Participant.objects.values_list("secret", flat=True)
    assert not [secret for secret in (registration.secret, *secrets) if secret in said(mail)]


def test_an_invoice_to_the_contact_goes_with_the_confirmation_alone() -> None:
    congress = make_congress(price="495.00")
    bill = make_bill(payer=replace(make_bill().payer, email=CONTACT))
    registration = sign_up_for(congress, make_basket(congress, 1, bill=bill))
    (mail,) = mails_of(registration, CONTACT)
    assert files(mail) == PDF
    assert not Message.objects.filter(kind="invoice").exists()


def test_while_the_order_number_follows_the_mail_asks_for_it() -> None:
    congress = make_congress(price="495.00")
    basket = make_basket(congress, 1, bill=make_bill(number_follows=True))
    registration = sign_up_for(congress, basket)
    (mail,) = mails_of(registration, CONTACT)
    assert files(mail) == []
    assert "zodra wij uw inkoopordernummer of verplichtingennummer hebben" in " ".join(mail.text.split())


def test_whoever_was_signed_up_by_another_hears_by_whom_and_with_which_data() -> None:
    congress = make_congress(rounds=1)
    people = [make_person("Anna de Wit", job_title="Adviseur", rounds={"ronde-1": "ronde-1-a"})]
    registration = sign_up_for(congress, make_basket(congress, people))
    (mail,) = mails_of(registration, "anna.de.wit@westerkoog.example")
    text = " ".join(mail.text.split())
    assert (
        "Marjolein Visser van Gemeente Westerkoog heeft u op woensdag 25 november 2026 aangemeld "
        "voor Kracht van netwerken." in text
    )
    assert (
        "Wij kregen daarbij uw naam, uw e-mailadres, uw organisatie, uw functie en een keuze voor de "
        "sessies." in text
    )
    slug = congress.organisation.slug
    assert f"/over/{slug}/privacyverklaring/" in mail.text
    assert f"/over/{slug}/privacyverklaring/" in mail.html


def test_who_has_no_address_is_reached_through_the_contact() -> None:
    congress = make_congress()
    people = [make_person("Anna de Wit"), make_person("Pieter van den Berg", "")]
    registration = sign_up_for(congress, make_basket(congress, people))
    mail = mails_of(registration, CONTACT)[0]
    with_address, without = registration.participants.order_by("position")
    assert f"/deelname/{without.secret}/" in mail.text
    assert f"/deelname/{without.secret}/" in mail.html
    assert with_address.secret not in said(mail)


def test_a_stand_is_named_to_the_contact_and_to_who_staffs_it() -> None:
    branchedag = make_branchedag()
    registration = sign_up_for(branchedag, make_basket(branchedag, 2, stand=12))
    mails = mails_of(registration)
    assert "Stand 12 is voor u gereserveerd." in " ".join(mails[0].text.split())
    assert "1 × Stand 12: Stand klein, à € 695,00 excl. btw" in mails[0].text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert [mail.kind for mail in mails] == ["confirmation", "participation", "participation", "invoice"]
    assert all("Stand      12" in mail.text for mail in mails[1:3])


def test_what_is_exempt_from_vat_says_so() -> None:
    leergang = make_leergang()
    registration = sign_up_for(leergang, make_basket(leergang, 1))
    text = mails_of(registration, CONTACT)[0].text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Totaal, btw-vrijgesteld             € 1.950,00" in text
    assert "Btw 21%" not in text
    assert "excl. btw" not in text


def test_what_cancelling_costs_is_told_to_the_last_step() -> None:
    congress = make_congress(price="495.00")
    make_steps(congress)
    registration = sign_up_for(congress, make_basket(congress, 1))
    assert (
        "Een collega kan altijd kosteloos in de plaats komen. Annuleren kan tot en met donderdag 25 "
        "februari, 23.59 uur, voor € 35,00 excl. btw (€ 42,35) per persoon; daarna betaalt u het "
        "volledige bedrag."
    ) in " ".join(mails_of(registration, CONTACT)[0].text.split())


def test_an_organisation_that_says_je_says_it_in_every_mail() -> None:
    leergang = make_leergang(organisation=make_organisation(form_of_address="je"), meetings=2)
    registration = sign_up_for(leergang, make_basket(leergang, 1))
    contact, participant, second, _invoice = mails_of(registration)
    assert contact.subject.startswith("Je inschrijving is bevestigd: Adaptief samenwerken,")
    assert contact.text.startswith("Beste Marjolein,")
    assert participant.subject.startswith("Je bent aangemeld:")
    for mail in (contact, participant, second):
        assert mail.language == "nl-informal"
        assert not {"u", "uw", "U", "Uw"} & set(mail.text.replace(",", " ").split())


def test_an_english_sign_up_is_answered_in_english_with_english_pages() -> None:
    congress = make_congress(days=2, title_en="The power of networks")
    registration = sign_up_for(congress, make_basket(congress, 1, language="en"))
    contact, participant, second = mails_of(registration)
    assert contact.subject == "Your registration is confirmed: The power of networks, 11 and 12 March 2027"
    assert f"/en/registration/{registration.reference}/{registration.secret}/" in contact.text
    assert second.subject == "Day 2 of 2: The power of networks, Fri 12 Mar"
    assert f"/en/congresses/{congress.slug}/" in invitation_in(participant)["text"]
    assert participant.text.startswith("Dear Deelnemer,") or "Dear Deelnemer 1," in participant.text


def test_what_people_type_stays_text() -> None:
    congress = make_congress(title="Wij & <b>zij</b>")
    people = [make_person('Anna "de" <script>Wit', "anna@westerkoog.example")]
    contact = Contact("Marjolein <i>Visser", CONTACT, organisation="Van & <Zn>")
    registration = sign_up_for(congress, make_basket(congress, people, contact=contact))
    for mail in mails_of(registration):
        assert not [tag for tag in ("<script>", "<i>Visser", "<Zn>") if tag in mail.html]
        assert "Marjolein <i>Visser" in mail.text
        assert "&amp;" not in mail.text
        assert "&amp;" not in mail.calendar + mail.subject


def test_an_assistant_who_gives_their_own_address_for_somebody_else_gets_the_link_to_pass_on() -> None:
    congress = make_congress()
    registration = sign_up_for(congress, make_basket(congress, [make_person("Anna de Wit", CONTACT)]))
    (mail,) = mails_of(registration)
    assert "De plaats voor Kracht van netwerken is definitief." in " ".join(mail.text.split())
    assert f"/deelname/{registration.participants.get().secret}/" in mail.text
    assert 'CN="Anna de Wit"' in mail.calendar
