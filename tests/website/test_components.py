import re
from decimal import Decimal
from typing import Any

from django import forms
from django.template import Context, Template
from django.utils import translation

from website.templatetags.drawing import MOST_LETTERS, TALL, WIDE, drawing, threads


class GuestForm(forms.Form):
    name = forms.CharField(label="Naam")
    email = forms.EmailField(
        label="E-mail", help_text="Volledig", error_messages={"invalid": "Niet volledig"}
    )
    phone = forms.CharField(label="Telefoon", required=False)
    terms = forms.BooleanField(label="Akkoord", error_messages={"required": "Akkoord ontbreekt"})


def drawn(source: str, **context: Any) -> str:
    return Template(f"{{% load components i18n %}}{source}").render(Context(context))


def include(name: str, **context: Any) -> str:
    return drawn(f'{{% include "website/components/{name}.html" %}}', **context).strip()


def wrong_form() -> GuestForm:
    return GuestForm({"p-name": "Jan", "p-email": "jan@"}, prefix="p")


def test_the_summary_lists_each_error_with_field_code_and_a_link_to_the_control() -> None:
    page = drawn("{% error_summary form %}", form=wrong_form())
    assert '<div class="error-summary" role="alert" tabindex="-1"' in page
    assert "Twee gegevens kloppen nog niet" in page
    assert "<ul data-errors>" in page
    assert '<li data-field="p-email" data-code="invalid"><a href="#id_p-email">Niet volledig</a></li>' in page
    assert (
        '<li data-field="p-terms" data-code="required"><a href="#id_p-terms">Akkoord ontbreekt</a></li>'
        in page
    )


def test_one_error_is_told_in_the_singular() -> None:
    form = GuestForm({"name": "Jan", "email": "jan@", "terms": "on"})
    assert "Eén gegeven klopt nog niet" in drawn("{% error_summary form %}", form=form)


def test_a_form_without_errors_has_no_summary() -> None:
    good = GuestForm({"name": "Jan", "email": "jan@example.org", "terms": "on"})
    assert [drawn("{% error_summary form %}", form=form).strip() for form in (good, GuestForm())] == ["", ""]


def test_a_wrong_field_names_its_hint_and_its_error() -> None:
    page = include("field", field=wrong_form()["email"])
    assert 'aria-describedby="id_p-email_helptext id_p-email_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<span class="hint" id="id_p-email_helptext">Volledig</span>' in page
    assert '<p class="error" id="id_p-email_error">' in page
    assert '<label for="id_p-email">E-mail</label>' in page


def test_only_what_may_stay_empty_says_so() -> None:
    form = GuestForm()
    assert "(niet verplicht)" in include("field", field=form["phone"])
    assert "(niet verplicht)" not in include("field", field=form["name"])
    assert "(niet verplicht)" not in include("field", field=form["phone"], optional=True)


def test_a_label_that_somebody_typed_stays_text() -> None:
    page = include("field", field=GuestForm()["name"], label="<script>", hint="<b>")
    assert "<script>" not in page
    assert "<b>" not in page


def test_places_are_told_as_the_event_wants() -> None:
    def told(**context: Any) -> str:
        return drawn('{% include "website/components/places.html" %}', **context).strip()

    few, full = '<span class="places few">', '<span class="places full">'
    assert told(left=3, capacity=50) == f"{few}nog 3 plaatsen</span>"
    assert told(left=1, capacity=50) == f"{few}nog 1 plaats</span>"
    assert told(left=40, capacity=50) == ""
    assert told(left=40, capacity=50, show="always") == '<span class="places">nog 40 plaatsen</span>'
    assert told(left=3, capacity=50, show="never") == ""
    assert told(left=None, capacity=None, show="always") == ""
    assert told(left=0, capacity=50, show="never") == f"{full}vol</span>"
    assert told(left=0, capacity=50, waiting_list=True) == f"{full}vol, met wachtlijst</span>"
    assert told(left=3, capacity=50, people=6) == (
        '<span class="places">nog 3 plaatsen: te weinig voor zes deelnemers</span>'
    )


def test_every_amount_says_whether_vat_is_in_it() -> None:
    def told(**context: Any) -> list[str]:
        page = include("price", **context).replace("\N{NO-BREAK SPACE}", " ")
        return [part for part in re.split(r"\s*<[^>]+>\s*", page) if part]

    net, gross, nothing = Decimal("495.00"), Decimal("598.95"), Decimal("0.00")
    assert told(net=net, gross=gross, prefix="Vanaf") == [
        *("Vanaf", "€ 495,00", "excl. btw", "€ 598,95 incl. btw"),
    ]
    assert told(net=net, gross=gross, with_vat=True) == ["€ 598,95", "incl. btw", "€ 495,00 excl. btw"]
    assert told(net=net, gross=net, exempt=True) == ["€ 495,00", "btw-vrijgesteld"]
    assert told(net=nothing, gross=nothing) == ["kosteloos"]


def test_parts_with_content_keep_it_and_escape_what_is_given() -> None:
    page = drawn("{% fold title open=True %}<p>Tekst</p>{% endfold %}", title="A & B")
    assert '<details class="fold" open>' in page
    assert "A &amp; B" in page
    assert "<p>Tekst</p>" in page


def test_a_drawing_has_a_thread_for_each_letter_and_a_colour_for_each_word() -> None:
    letters = threads("Kracht van netwerken!", WIDE)
    assert "".join(thread.letter for thread in letters) == "krachtvannetwerken"
    assert [thread.word for thread in letters] == ["w0"] * 6 + ["w1"] * 3 + ["w2"] * 9


def test_a_drawing_is_the_same_each_time_and_never_too_full() -> None:
    assert threads("Dag", TALL) == threads("Dag", TALL)
    assert len(threads("een " * 100, WIDE)) <= MOST_LETTERS
    assert len(threads("x" * 100, WIDE)) == MOST_LETTERS
    assert threads("…", WIDE) == []


def test_a_drawing_is_written_with_decimal_points() -> None:
    with translation.override("nl"):
        assert 'stroke-width="6.5"' in drawing("Samen")
