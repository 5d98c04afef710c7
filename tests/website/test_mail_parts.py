from types import SimpleNamespace
from typing import Any

from django.template import Context, Template

from lib.colours import READABLE, contrast
from website.templatetags.mail import palette_of

ORGANISATION = SimpleNamespace(
    name="Academie & Zn.",
    accent="#ffd400",
    street="Oudegracht 112",
    postcode="3511 AW",
    city="Utrecht",
    kvk="71482093",
    vat_number="NL858231407B01",
)
BODY = """\
{% block body %}{% part %}{% paragraph %}Geachte {{ name }}, de plaatsen voor het congres zijn definitief;
elke deelnemer ontvangt een eigen bevestiging per e-mail.{% endparagraph %}
{% facts "Wanneer en waar" %}
  {% fact "Wanneer" %}donderdag 11 maart 2027<br>vrijdag 12 maart 2027{% endfact %}
  {% fact "Jan de Vries" person=True %}Ronde 1{% endfact %}
{% endfacts %}
{% button "https://samenkomst.example/x/" %}Bekijk uw aanmelding{% endbutton %}{% endpart %}
{% panel "Factuur" %}
  {% amounts "Wat u betaalt" %}
    {% amount "Btw 21%" "€ 519,75" muted=True %}
    {% amount "Totaal" "€ 2.994,75" total=True %}
  {% endamounts %}
{% endpanel %}{% endblock %}
{% block why %}U ontvangt dit omdat u zich aanmeldde.{% endblock %}
"""
TEXT = """\
Geachte Jan & Co <b>, de plaatsen voor het congres zijn definitief;
elke deelnemer ontvangt een eigen bevestiging per e-mail.

Wanneer    donderdag 11 maart 2027
           vrijdag 12 maart 2027
Jan de Vries
  Ronde 1

Bekijk uw aanmelding:
https://samenkomst.example/x/


FACTUUR

Btw 21%                               € 519,75
                                  ------------
Totaal                              € 2.994,75

--
Academie & Zn., Oudegracht 112, 3511 AW Utrecht
KvK 71482093, btw NL858231407B01
U ontvangt dit omdat u zich aanmeldde.
"""


def mail(base: str, library: str, **context: Any) -> str:
    template = Template(f'{{% extends "mail/{base}" %}}{{% load {library} %}}{BODY}')
    return template.render(Context({"organisation": ORGANISATION, "name": "Jan & Co <b>", **context}))


def test_a_text_mail_is_laid_out_for_reading_and_escapes_nothing() -> None:
    assert mail("base.txt", "mail_text") == TEXT


def test_an_html_mail_escapes_what_people_typed_and_keeps_its_own_markup() -> None:
    page = mail("base.html", "mail")
    assert "Geachte Jan &amp; Co &lt;b&gt;, de plaatsen" in page
    assert "Academie &amp; Zn." in page
    assert "11 maart 2027<br>vrijdag" in page
    assert '<a href="https://samenkomst.example/x/"' in page


def test_a_mail_is_readable_whatever_the_accent() -> None:
    for accent in ("#ffd400", "#6d2152", "#00ffff", "#000000", "#ffffff"):
        colours = palette_of(accent)
        pairs = [
            (colours.strong, "#ffffff"),
            ("#1d1a1d", colours.head),
            ("#5d575d", colours.block),
            (colours.dark_strong, colours.dark_sheet),
            (colours.dark_on_strong, colours.dark_strong),
            ("#c3bac1", colours.dark_block),
            ("#f2eef1", colours.dark_head),
        ]
        assert [pair for pair in pairs if contrast(*pair) < READABLE] == []


def test_a_mail_of_nobody_is_ours() -> None:
    assert "Samenkomst</p>" in mail("base.html", "mail", organisation=None)
    assert "\n--\nSamenkomst\n" in mail("base.txt", "mail_text", organisation=None)
