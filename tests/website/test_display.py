from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from website.templatetags import display
from website.templatetags.prose import local, markdown, without_title

MORNING = datetime(2027, 3, 11, 8, 30, tzinfo=UTC)
EVENING = datetime(2027, 3, 11, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "€ 1.295,00"), ("nl-informal", "€ 1.295,00"), ("en", "€ 1,295.00")]
)
def test_euros_follow_the_language(language: str, text: str) -> None:
    with translation.override(language):
        assert display.euros(Decimal(1295)).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_discount_begins_with_a_minus() -> None:
    assert display.euros(Decimal(-275)).replace("\N{NO-BREAK SPACE}", " ") == "− € 275,00"
    assert display.euros(None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Jan de Vries", "JV"), ("Fatima el Amrani", "FA"), ("yusuf", "Y"), ("Mr. A. Kuipers", "MK"), ("", "")],
)
def test_initials_pass_over_the_prefix(name: str, letters: str) -> None:
    assert display.initials(name) == letters


@pytest.mark.parametrize(
    ("left", "capacity", "few"),
    [(19, 100, True), (20, 100, False), (0, 100, False), (None, 100, False), (3, None, False)],
)
def test_few_is_less_than_a_fifth_and_more_than_nothing(
    left: int | None, capacity: int | None, *, few: bool
) -> None:
    assert display.few_places(left, capacity) is few


def test_an_office_writes_numbers_up_to_twelve_in_words() -> None:
    assert [display.in_words(number) for number in (1, 12, 13, -1)] == ["één", "twaalf", "13", "-1"]


def test_only_a_colour_gets_into_a_style() -> None:
    assert display.colour("#0b5c7a") == "#0b5c7a"
    assert [display.colour(text) for text in (None, "", "red; background: url(//x)")] == [display.ACCENT] * 3


def test_a_telephone_number_can_be_called_from_abroad() -> None:
    numbers = ["030 123 45 67", "+32 2 123 45 67", "0032 2 123 45 67"]
    assert [display.phone_link(number) for number in numbers] == [
        "tel:+31301234567",
        "tel:+3221234567",
        "tel:003221234567",
    ]


def test_times_stay_on_one_line_of_a_page_and_are_plain_in_a_mail() -> None:
    source = '{% load display %}{% period start end "Europe/Amsterdam" %}'
    context = {"start": MORNING, "end": EVENING}
    page = Template(source).render(Context(context))
    mail = Template(source).render(Context(context, autoescape=False))
    assert page == 'donderdag 11 maart 2027, <span class="nowrap">9.30–17.00 uur</span>'
    assert mail == "donderdag 11 maart 2027, 9.30–17.00 uur"


def test_days_are_told_as_they_are_needed() -> None:
    day = date(2027, 3, 11)
    texts = [display.day_long(day), display.day_plain(day), display.day_of_year(day), display.day_short(day)]
    assert texts == ["donderdag 11 maart 2027", "11 maart 2027", "donderdag 11 maart", "do 11 mrt"]


def test_a_page_leads_to_itself_in_the_other_language() -> None:
    context = Context({"request": RequestFactory().get("/account/login/?next=/beheer/")})
    assert display.other_language_link(context) == "/en/account/login/?next=/beheer/"
    with translation.override("en"):
        context = Context({"request": RequestFactory().get("/en/account/login/")})
        assert display.other_language_link(context) == "/account/login/"


def test_a_view_may_know_better_where_the_other_language_is() -> None:
    context = Context({"request": RequestFactory().get("/account/login/"), "other_language_url": ""})
    assert display.other_language_link(context) == ""


def test_markdown_keeps_its_headings_below_the_pages_own_and_no_html() -> None:
    assert markdown("# Kop\n\nEen *woord* <script>x</script>") == (
        "<h2>Kop</h2>\n<p>Een <em>woord</em> &lt;script&gt;x&lt;/script&gt;</p>\n"
    )
    assert markdown("[klik](javascript:alert(1))") == "<p>[klik](javascript:alert(1))</p>\n"


def test_the_highest_heading_follows_the_pages_whatever_its_number() -> None:
    assert markdown("### Drie\n#### Vier", 2) == "<h2>Drie</h2>\n<h3>Vier</h3>\n"


def test_a_first_heading_can_be_left_out() -> None:
    assert without_title("\n# Titel\n\nTekst\n# Meer") == "\nTekst\n# Meer"


def test_what_has_no_english_falls_back_to_dutch() -> None:
    thing = SimpleNamespace(title="Congres", title_en="Congress", text="Tekst", text_en="")
    with translation.override("en"):
        assert (local(thing, "title"), local(thing, "text")) == ("Congress", "Tekst")
    assert local(thing, "title") == "Congres"
