"""Logging in: by password, by a mailed code, throttled, and silent about who has an account."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from notifications.models import Message
from organisations.models import Membership, User
from tests.making import make_organisation
from workspace.accounts import MFAAdapter
from workspace.second_factor import SecondFactor

pytestmark = pytest.mark.django_db
ADDRESS = "organisator@samenkomst.example"
PASSWORD = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def without_earlier_tries() -> None:
    cache.clear()


def make_user() -> User:
    user = User.objects.create_user(ADDRESS, PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


def log_in(client: Client, address: str, password: str) -> Any:
    return client.post("/account/login/", {"login": address, "password": password})


def test_a_password_logs_in_at_the_contracts_address() -> None:
    make_user()
    client = Client()
    answer = log_in(client, ADDRESS, PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/beheer/")
    assert "_auth_user_id" in client.session


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer() -> None:
    make_user()
    pages = []
    for address in (ADDRESS, "onbekend@samenkomst.example"):
        answer = log_in(Client(), address, "verkeerd wachtwoord")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        pages.append((answer.status_code, page.replace(address, "")))
    assert pages[0] == pages[1]


def test_the_sixth_wrong_password_is_not_even_tried() -> None:
    make_user()
    for _ in range(5):
        log_in(Client(), ADDRESS, "verkeerd wachtwoord")
    client = Client()
    log_in(client, ADDRESS, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_a_mailed_code_logs_in() -> None:
    make_user()
    client = Client()
    asked = client.post("/account/login/code/", {"email": ADDRESS})
    message = Message.objects.get()
    code = re.search(r"\b([A-Z0-9]{3,}-?[A-Z0-9]{3,})\b", message.text)
    assert code is not None
    client.post(asked.headers["Location"], {"code": code[1]})
    assert "_auth_user_id" in client.session


def test_a_stranger_gets_no_code_and_is_not_told() -> None:
    make_user()
    answers = [
        Client().post("/account/login/code/", {"email": address})
        for address in (ADDRESS, "onbekend@samenkomst.example")
    ]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert [message.to_address for message in Message.objects.all()] == [ADDRESS]


def test_nobody_signs_up_for_an_account() -> None:
    Client().post("/account/signup/", {"email": "nieuw@samenkomst.example"})
    assert User.objects.count() == 0


def test_the_secret_of_a_one_time_password_is_not_stored_in_clear() -> None:
    secret = generate_totp_secret()
    user = make_user()
    stored = TOTP.activate(user, secret).instance.data["secret"]
    assert secret not in stored
    assert MFAAdapter().decrypt(stored) == secret


def a_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


a_page.__module__ = "workspace.views.page"


def sent_to(user: Any) -> str | None:
    request = RequestFactory().get("/beheer/")
    request.user = user
    answer = SecondFactor(a_page).process_view(request, a_page, (), {})
    return answer.headers["Location"] if answer else None


@pytest.mark.parametrize("role", ["owner", "finance"])
def test_without_a_second_factor_the_workspace_stays_closed_to_owner_and_finance(
    settings: Any, role: str
) -> None:
    settings.REQUIRE_MFA = True
    user = make_user()
    Membership.objects.create(user=user, organisation=make_organisation(), role=role)
    assert sent_to(user) == "/account/2fa/totp/activate/"
    TOTP.activate(user, generate_totp_secret())
    assert sent_to(user) is None


@pytest.mark.parametrize("role", ["organiser", "frontdesk", "trainer", "partner"])
def test_the_other_roles_may_do_without(settings: Any, role: str) -> None:
    settings.REQUIRE_MFA = True
    user = make_user()
    Membership.objects.create(user=user, organisation=make_organisation(), role=role)
    assert sent_to(user) is None


def test_it_is_asked_before_a_page_of_the_workspace_and_not_elsewhere(settings: Any) -> None:
    settings.REQUIRE_MFA = True
    user, organisation = make_user(), make_organisation(slug="academie")
    Membership.objects.create(user=user, organisation=organisation, role="owner")
    client = Client()
    client.force_login(user)
    assert client.get("/beheer/academie/").headers["Location"] == "/account/2fa/totp/activate/"
    assert client.get("/mijn-aanmelding/").status_code == 200
    assert client.post("/beheer/academie/collegas/", {}).headers["Location"] == "/account/2fa/totp/activate/"


def test_where_it_is_not_required_a_password_is_enough(settings: Any) -> None:
    settings.REQUIRE_MFA = False
    user = make_user()
    Membership.objects.create(user=user, organisation=make_organisation(), role="owner")
    assert sent_to(user) is None
