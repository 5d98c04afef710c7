"""Who looks at pages: what one does not get, another does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from organisations.models import Membership, User
from registrations.models import Registration
from tests.walk.passkey import make_credential
from tests.walk.world import World
from tests.workspace.members import browser_of, make_user

AN_HOUR = 3600  # seconds for which it is not asked again, however slow the machine


@dataclass(frozen=True)
class Secured:
    """Somebody with a second factor of each kind."""

    user: User
    passkey_id: int


def make_secured() -> Secured:
    user = make_user("Tom Vos")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    passkey = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Sleutelbos", "credential": make_credential()},
    )
    return Secured(user, passkey.pk)


def sessions(world: World, to_pay: Registration) -> dict[str, str]:
    """A visitor (none), the owner, somebody with a second factor, and somebody without a password."""
    Membership.objects.filter(user=world.organiser).update(role=Membership.Role.OWNER)
    secured = User.objects.get(authenticator__type=Authenticator.Type.WEBAUTHN)
    secured.password = world.organiser.password
    secured.save()
    visitor = Client()
    _remember(visitor, own_registrations=[to_pay.pk])
    return {
        "visitor": "",
        "visitor who went to pay": visitor.cookies["sessionid"].value,
        "owner": logged_in(world.organiser),
        "owner with a second factor": logged_in(secured),
        "newcomer": logged_in(make_user("Nienke Nieuw")),
    }


def logged_in(user: User) -> str:
    """The session of somebody who gave their password just now."""
    browser = browser_of(user)
    just_now = {"method": "password", "at": time.time() + AN_HOUR, "reauthenticated": True}
    _remember(
        browser, account_authentication_methods=[just_now], account_authentication_methods_user=str(user.pk)
    )
    return browser.cookies["sessionid"].value


def _remember(browser: Client, **values: Any) -> None:
    session = browser.session
    for name, value in values.items():
        session[name] = value
    session.save()
    browser.cookies["sessionid"] = session.session_key or ""
