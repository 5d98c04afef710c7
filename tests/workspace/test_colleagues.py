"""Colleagues: asked in by mail, given roles, and never without an owner."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from flows.membership import accept_invite, change_role, remove_colleague
from lib import clock
from notifications.models import Message
from organisations import memberships
from organisations.access import SYSTEM, invite_by_secret
from organisations.memberships import InviteClosed, LastOwner, NotTheInvited
from organisations.models import Membership, MembershipInvite, Organisation, Trail, User
from tests.at_once import at_once
from tests.making import NOON, make_congress, make_organisation
from tests.workspace.members import Role, browser_of, make_member, make_user, page_at, words_of

LIST = "/beheer/academie/collegas/"
NEW = "m.visser@academie.example"


@pytest.fixture(autouse=True)
def without_earlier_tries() -> None:
    cache.clear()


@pytest.fixture
def academy(db: None) -> Organisation:
    return make_organisation(slug="academie")


@pytest.fixture
def owner(academy: Organisation) -> User:
    return make_member(academy, Role.OWNER, name="Olga Eigenaar")


def invite(owner: User, email: str = NEW, role: str = "finance", event: str = "") -> Any:
    return browser_of(owner).post(LIST, {"email": email, "role": role, "event": event})


def link() -> str:
    """The address in the newest mail, without the host."""
    text = Message.objects.filter(kind="membership_invite").order_by("-pk")[0].text
    found = re.search(r"https?://[^/\s]+(/beheer/uitnodiging/\S+)", text)
    assert found is not None, text
    return found[1]


def code_of(client: Client, following: str, email: str = NEW) -> Any:
    """Log in by the code that is mailed, as the page asks."""
    asked = client.post("/account/login/code/", {"email": email, "next": following})
    text = Message.objects.filter(to_address=email).order_by("-pk")[0].text
    code = re.search(r"\b([A-Z0-9]{3,}-?[A-Z0-9]{3,})\b", text)
    assert code is not None
    return client.post(asked.headers["Location"], {"code": code[1], "next": following})


def test_a_new_colleague_comes_in_by_the_mailed_link_and_a_code(owner: User) -> None:
    assert invite(owner).status_code == 303
    assert NEW in words_of(page_at(browser_of(owner), LIST))
    address, client = link(), Client()
    assert NEW in client.get(address).content.decode()
    assert not User.objects.filter(email=NEW).exists()  # looking makes nothing
    to_login = client.post(address)
    assert to_login.headers["Location"] == f"/account/login/code/?next={address}"
    assert code_of(client, address).headers["Location"] == address
    assert Membership.objects.filter(user__email=NEW).count() == 0
    accepted = client.post(address)
    assert (accepted.status_code, accepted.headers["Location"]) == (303, "/beheer/academie/")
    member = Membership.objects.get(user__email=NEW)
    assert (member.role, member.event) == ("finance", None)
    assert client.get("/beheer/academie/").status_code == 200
    verbs = list(Trail.objects.order_by("pk").values_list("subject", "verb", "facts"))
    assert verbs == [
        ("membershipinvite", "invited", {"role": "finance"}),
        ("membership", "accepted", {"role": "finance"}),
    ]


def test_the_link_works_once(owner: User) -> None:
    invite(owner)
    address = link()
    Client().post(address)
    client = browser_of(User.objects.get(email=NEW))
    assert client.post(address).status_code == 303
    assert client.get(address).status_code == client.post(address).status_code == 410
    Membership.objects.filter(user__email=NEW).delete()
    assert client.post(address).status_code == 410
    assert Membership.objects.filter(user__email=NEW).count() == 0


def test_the_link_is_not_stored_and_guesses_find_nothing(owner: User) -> None:
    invite(owner)
    secret = link().rstrip("/").rpartition("/")[2]
    row = MembershipInvite.objects.get()
    assert secret not in str(vars(row))
    assert Client().get("/beheer/uitnodiging/geraden/").status_code == 404


def test_only_the_invited_address_may_accept(owner: User) -> None:
    invite(owner)
    other = make_user("Iemand Anders")
    page = browser_of(other).get(link())
    assert "Uitnodiging aannemen" not in page.content.decode()
    browser_of(other).post(link())
    assert Membership.objects.filter(user=other).count() == 0
    row = MembershipInvite.objects.get()
    with pytest.raises(NotTheInvited):
        accept_invite_inside(row, other)


def accept_invite_inside(row: MembershipInvite, user: User) -> None:
    memberships.accept(row, user, clock.now())


def test_an_invitation_is_too_old_after_two_weeks(owner: User) -> None:
    invite(owner)
    with clock.at(clock.now() + timedelta(days=15)):
        assert Client().get(link()).status_code == 410
        assert Client().post(link()).status_code == 410
    assert not User.objects.filter(email=NEW).exists()


def test_a_withdrawn_invitation_and_one_that_was_sent_again_count_no_more(owner: User) -> None:
    invite(owner)
    first = link()
    invite(owner, role="trainer")
    second = link()
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)
    row = MembershipInvite.objects.get(withdrawn_at=None)
    assert browser_of(owner).post(LIST, {"withdraw": row.pk}).status_code == 303
    assert Client().get(second).status_code == 410
    again = browser_of(owner).post(LIST, {"withdraw": row.pk}, follow=True).content.decode()
    assert "stond niet meer open" in again


def test_another_organisations_invitation_cannot_be_withdrawn(owner: User) -> None:
    elsewhere = make_organisation(slug="elders")
    row = memberships.invite(elsewhere, NEW, "trainer", None, "geheim", clock.now(), None)
    browser_of(owner).post(LIST, {"withdraw": row.pk})
    for wrong in ("", "x", "²", "9" * 40):
        assert browser_of(owner).post(LIST, {"withdraw": wrong}).status_code == 303
    row.refresh_from_db()
    assert row.withdrawn_at is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "bram@fout"}, "email"),
        ({"email": ""}, "email"),
        ({"role": "baas"}, "role"),
        ({"event": "999"}, "event"),
        ({"email": "OLGA"}, "email"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(owner: User, typed: dict[str, str], field: str) -> None:
    sent = {"email": NEW, "role": "finance", "event": ""} | typed
    answer = browser_of(owner).post(LIST, sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert MembershipInvite.objects.count() == 0


def test_an_owner_is_for_all_events_and_who_has_the_role_is_not_asked(
    owner: User, academy: Organisation
) -> None:
    event = make_congress(organisation=academy)
    assert invite(owner, role="owner", event=str(event.pk)).status_code == 422
    assert invite(owner, email=owner.email.upper(), role="owner").status_code == 422
    assert invite(owner, role="trainer", event=str(event.pk)).status_code == 303
    assert MembershipInvite.objects.get().event == event
    assert event.title in " ".join(Message.objects.get().text.split())


def test_events_of_others_cannot_be_chosen(owner: User) -> None:
    foreign = make_congress(organisation=make_organisation(slug="elders"))
    assert invite(owner, role="trainer", event=str(foreign.pk)).status_code == 422


def test_a_colleague_gets_another_role_and_leaves(owner: User, academy: Organisation) -> None:
    colleague = make_member(academy, Role.TRAINER, name="Karin Collega")
    row = Membership.objects.get(user=colleague)
    client, address = browser_of(owner), f"{LIST}{row.pk}/"
    assert "Karin Collega" in words_of(page_at(client, address))
    assert client.post(address, {"role": "organiser"}).headers["Location"] == LIST
    row.refresh_from_db()
    assert row.role == "organiser"
    assert client.post(address, {"remove": "on"}).status_code == 303
    assert not Membership.objects.filter(user=colleague).exists()
    assert client.get(address).status_code == 404
    assert [act.verb for act in Trail.objects.order_by("pk")] == ["role_changed", "removed"]
    assert browser_of(colleague).get("/beheer/academie/").status_code == 404


def test_the_same_role_twice_is_refused(owner: User, academy: Organisation) -> None:
    colleague = make_member(academy, Role.TRAINER)
    Membership.objects.create(user=colleague, organisation=academy, role=Role.FINANCE)
    row = Membership.objects.get(user=colleague, role=Role.TRAINER)
    assert browser_of(owner).post(f"{LIST}{row.pk}/", {"role": "finance"}).status_code == 422


def test_the_last_owner_stays(owner: User, academy: Organisation) -> None:
    row = Membership.objects.get(user=owner)
    client, address = browser_of(owner), f"{LIST}{row.pk}/"
    assert "Rol beëindigen" not in client.get(address).content.decode()
    for posted in ({"remove": "on"}, {"role": "finance"}):
        assert client.post(address, posted).status_code == 422
    row.refresh_from_db()
    assert row.role == "owner"
    closed = make_member(academy, Role.OWNER)  # who cannot log in does not count
    User.objects.filter(pk=closed.pk).update(is_active=False)
    assert client.post(address, {"remove": "on"}).status_code == 422
    make_member(academy, Role.OWNER)
    assert client.post(address, {"remove": "on"}).headers["Location"] == "/beheer/"
    assert client.get(LIST).status_code == 404


def test_the_same_person_twice_is_one_owner(owner: User, academy: Organisation) -> None:
    event = make_congress(organisation=academy)
    Membership.objects.create(user=owner, organisation=academy, role=Role.TRAINER, event=event)
    with pytest.raises(LastOwner):
        memberships.remove(Membership.objects.get(user=owner, role=Role.OWNER))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["remove", "demote"])
def test_of_two_owners_who_go_at_once_one_stays(how: str) -> None:
    academy = make_organisation(slug="academie")
    for _ in range(4):
        Membership.objects.filter(organisation=academy).delete()
        for name in ("Een", "Twee"):
            make_member(academy, Role.OWNER, name=name)
        rows = list(Membership.objects.filter(organisation=academy).select_related("user"))

        def go(number: int, rows: list[Membership] = rows) -> bool:
            try:
                if how == "remove":
                    remove_colleague(rows[number], NOON, actor=SYSTEM)
                else:
                    change_role(rows[number], "trainer", NOON, actor=SYSTEM)
            except LastOwner:
                return False
            return True

        assert sorted(at_once(2, go)) == [False, True]
        assert Membership.objects.filter(organisation=academy, role="owner").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_pressed_twice_at_once_is_accepted_once() -> None:
    academy = make_organisation(slug="academie")
    with transaction.atomic():
        memberships.invite(academy, NEW, "trainer", None, "geheim", NOON, None)
    user = User.objects.create_user(NEW)

    def press(_number: int) -> bool:
        row = invite_by_secret("geheim")
        assert row is not None
        try:
            accept_invite(row, user, NOON)
        except InviteClosed:
            return False
        return True

    assert sorted(at_once(4, press)) == [False, False, False, True]
    assert Membership.objects.count() == 1


def test_an_address_has_one_invitation_that_is_open(owner: User, academy: Organisation) -> None:
    invite(owner)
    row = MembershipInvite.objects.get()
    row.pk, row.secret_sha256 = None, "1" * 64
    with pytest.raises(IntegrityError, match="membership_invite_one_open"), transaction.atomic():
        row.save(force_insert=True)


def test_the_mail_says_je_where_the_organisation_does_and_english_in_english(
    owner: User, academy: Organisation
) -> None:
    invite(owner)
    Organisation.objects.filter(pk=academy.pk).update(form_of_address="je")
    invite(owner, email="je@x.example")
    browser_of(owner).post("/en/manage/academie/colleagues/", {"email": "en@x.example", "role": "trainer"})
    formal, informal, english = Message.objects.order_by("pk")
    assert "nodigt u uit" in formal.text
    assert "nodigt je uit" in informal.text
    assert "in the role of trainer" in english.text
    assert "/en/manage/invitation/" in english.text
    assert "Olga Eigenaar" in formal.html
