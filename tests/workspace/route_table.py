"""What each role gets from each route: an address with what stands for its parts, and the status of each."""

from __future__ import annotations

from tests.workspace.world import WHO

ALL = dict.fromkeys(WHO, 200)
ABSENT = dict.fromkeys(WHO, 404)
ON = dict.fromkeys(WHO, 302)  # nothing is under way: on to where it begins


def but(first: int, then: int) -> dict[str, int]:
    """Anonymous gets ``first``, whoever is logged in ``then``, whatever their role."""
    return {who: first if who == "anonymous" else then for who in WHO}


def roles(*statuses: int) -> dict[str, int]:
    """Statuses in the order of WHO."""
    return dict(zip(WHO, statuses, strict=True))


OFFICE = roles(302, 404, 200, 200, 200, 403, 403, 404, 404)
FINANCE = roles(302, 404, 200, 403, 200, 403, 403, 404, 404)
OWNER = roles(302, 404, 200, 403, 403, 403, 403, 404, 404)

ORGANISERS = roles(302, 404, 200, 200, 403, 403, 403, 404, 404)
ELSEWHERE = ORGANISERS | {"trainer": 404}  # an event that is not the trainer's
#                             anonymous nobody owner organiser finance frontdesk trainer partner stranger
TABLE: dict[str, tuple[str, dict[str, int] | None]] = {
    "workspace:start": ("/beheer/", ON),  # to the login, to the only place, to one's own registration
    "workspace:home": ("/beheer/academie/", roles(302, 404, 200, 200, 200, 200, 200, 404, 404)),
    "workspace:event_new": ("/beheer/academie/evenementen/nieuw/", ORGANISERS),
    "workspace:event_copy": ("{event}kopieren/", ORGANISERS),
    "workspace:event_publish": ("{event}publiceren/", ORGANISERS),
    "workspace:event_close": ("{event}sluiten/", ORGANISERS),
    "workspace:event_reopen": ("{event}heropenen/", ORGANISERS),
    "workspace:event_edit": ("{event}bewerken/", ORGANISERS),
    "workspace:event_pictures": ("{event}bewerken/fotos/", ORGANISERS),
    "workspace:event_speaker": ("{event}bewerken/fotos/{speaker}/", ORGANISERS),
    "workspace:series_picture": ("/beheer/academie/reeksen/netwerken/foto/", ORGANISERS),
    "workspace:sign_up_rules": ("{event}bewerken/aanmelden/", ORGANISERS),
    "workspace:admissions": ("{event}bewerken/deelname/", ORGANISERS),
    "workspace:admission_new": ("{event}bewerken/deelname/nieuw/", ORGANISERS),
    "workspace:admission": ("{event}bewerken/deelname/regulier/", ORGANISERS),
    "workspace:capacities": ("{event}bewerken/plaatsen/", ORGANISERS),
    "workspace:cancellation_terms": ("{event}bewerken/annuleren/", ORGANISERS),
    "workspace:event_days": ("{event}bewerken/dagen/", ORGANISERS),
    "workspace:event_rounds": ("{event}bewerken/rondes/", ORGANISERS),
    "workspace:event_round_new": ("{event}bewerken/rondes/nieuw/", ORGANISERS),
    "workspace:event_round": ("{event}bewerken/rondes/ronde-1/", ORGANISERS),
    "workspace:event_meetings": ("{course}bewerken/bijeenkomsten/", ELSEWHERE),
    "workspace:event_stands": ("{fair}bewerken/stands/", ELSEWHERE),
    "workspace:event_stand": ("{fair}bewerken/stands/1/", ELSEWHERE),
    "workspace:own_rules": ("{event}bewerken/regels/", ORGANISERS),
    "workspace:event_place": ("{event}bewerken/locatie/", ORGANISERS),
    "workspace:event_series": ("{event}bewerken/reeks/", ORGANISERS),
    "workspace:series_list": ("/beheer/academie/reeksen/", ORGANISERS),
    "workspace:series_edit": ("/beheer/academie/reeksen/netwerken/", ORGANISERS),
    "workspace:legal_text_edit": ("/beheer/academie/teksten/terms/", ORGANISERS),
    "workspace:event_texts": ("{event}teksten/", ORGANISERS),
    "workspace:event_text_new": ("{event}teksten/nieuw/", ORGANISERS),
    "workspace:event_text": ("{event}teksten/{text}/", ORGANISERS),
    "workspace:event_questions": ("{event}vragen/", ORGANISERS),
    "workspace:event_question_new": ("{event}vragen/nieuw/", ORGANISERS),
    "workspace:event_question": ("{event}vragen/{question}/", ORGANISERS),
    "workspace:event_answers": ("{event}antwoorden/", OFFICE),
    "workspace:discounts": ("{event}kortingen/", ORGANISERS),
    "workspace:discount_new": ("{event}kortingen/nieuw/early/", ORGANISERS),
    "workspace:discount": ("{event}kortingen/{discount}/", ORGANISERS),
    "workspace:members": ("/beheer/academie/leden/", ORGANISERS),
    "workspace:member_new": ("/beheer/academie/leden/nieuw/", ORGANISERS),
    "workspace:member": ("/beheer/academie/leden/{member}/", ORGANISERS),
    "workspace:codes": ("{event}codes/", ORGANISERS),
    "workspace:code_new": ("{event}codes/nieuw/", ORGANISERS),
    "workspace:partners": ("{event}partners/", ORGANISERS),
    "workspace:partner_new": ("{event}partners/nieuw/", ORGANISERS),
    "workspace:partner": ("{event}partners/{partnership}/", ORGANISERS),
    "workspace:programme": ("{event}programma/", ORGANISERS),
    "workspace:programme_release": ("{event}programma/vrijgeven/", ORGANISERS),
    "workspace:session_new": ("{event}sessies/nieuw/", ORGANISERS),
    "workspace:session_edit": ("{event}sessies/ronde-1-a/bewerken/", ORGANISERS),
    "workspace:cancel_participant": ("{event}deelnemers/{participant}/annuleren/", ORGANISERS),
    "workspace:edit_participant": ("{event}deelnemers/{participant}/bewerken/", ORGANISERS),
    "workspace:replace_participant": ("{event}deelnemers/{participant}/vervangen/", ORGANISERS),
    "workspace:event": ("{event}", roles(302, 404, 200, 200, 200, 200, 200, 200, 404)),
    "workspace:participants": ("{event}deelnemers/", roles(302, 404, 200, 200, 200, 200, 200, 200, 404)),
    "workspace:participant": (
        "{event}deelnemers/{participant}/",
        roles(302, 404, 200, 200, 200, 200, 403, 200, 404),
    ),
    "workspace:invoices": ("/beheer/academie/facturen/", OFFICE),
    "workspace:invoice": ("/beheer/academie/facturen/{invoice}/", OFFICE),
    "workspace:invoice_file": ("/beheer/academie/facturen/{invoice}.pdf", OFFICE),
    "workspace:invoice_new": ("/beheer/academie/facturen/nieuw/", FINANCE),
    "workspace:waiting": ("/beheer/academie/facturen/wachtend/", FINANCE),
    "workspace:number_ranges": ("/beheer/academie/facturen/nummering/", FINANCE),
    "workspace:bookkeeping": ("/beheer/academie/facturen/boekhouding/", FINANCE),
    "workspace:invoice_credit": ("/beheer/academie/facturen/{invoice}/crediteren/", FINANCE),
    "workspace:invoice_paid": ("/beheer/academie/facturen/{invoice}/betaald/", FINANCE),
    "workspace:invoice_refund": ("/beheer/academie/facturen/{invoice}/terugbetalen/", FINANCE),
    "workspace:invoice_repaid": ("/beheer/academie/facturen/{invoice}/terugbetalen/{refund}/", FINANCE),
    "workspace:concerns": ("/beheer/academie/facturen/aandacht/", FINANCE),
    "workspace:customers": ("/beheer/academie/klanten/", OFFICE),
    "workspace:customer_new": ("/beheer/academie/klanten/nieuw/", FINANCE),
    "workspace:customer": ("/beheer/academie/klanten/{customer}/", OFFICE),
    "workspace:customer_edit": ("/beheer/academie/klanten/{customer}/bewerken/", FINANCE),
    "workspace:customer_merge": ("/beheer/academie/klanten/{customer}/samenvoegen/", FINANCE),
    "workspace:organisation": ("/beheer/academie/organisatie/", OWNER),
    "workspace:organisation_logo": ("/beheer/academie/organisatie/logo/", OWNER),
    "workspace:colleagues": ("/beheer/academie/collegas/", OWNER),
    "workspace:colleague": ("/beheer/academie/collegas/{membership}/", OWNER),
    "workspace:membership_invite": ("/beheer/uitnodiging/{invite_secret}/", ALL),
    "home": ("/", ALL),
    "kind": ("/congressen/", ALL),
    "embedded_agenda": ("/agenda-van/academie/", ALL),
    "workspace:embedded_agenda": ("/beheer/academie/agenda-op-website/", ORGANISERS),
    "series": ("/congressen/reeks/netwerken/", ALL),
    "event": ("/congressen/kracht/", ALL),
    "places": ("/congressen/kracht/places.json", ALL),
    "robots": ("/robots.txt", ALL),
    "sitemap": ("/sitemap.xml", ALL),
    "event_agenda": ("/congressen/kracht/agenda.ics", ALL),
    "signup": ("/congressen/kracht/aanmelden/", ALL),
    "signup_price": ("/congressen/kracht/aanmelden/prijs/", dict.fromkeys(WHO, 405)),
    "signup_by_phone": ("/congressen/kracht/aanmelden/telefonisch/", ORGANISERS),
    "legal_text": ("/over/academie/privacyverklaring/", ALL),
    "link_lost": ("/mijn-aanmelding/", ALL),
    "link_lost_asked": ("/mijn-aanmelding/gevraagd/", ALL),
    "registration": ("/aanmelding/{reference}/{secret}/", ALL),
    "registration_invoice": ("/aanmelding/{reference}/{secret}/factuur/{invoice}.pdf", ALL),
    "cancellation": ("/aanmelding/{reference}/{secret}/annuleren/", ALL),
    "edit_person": ("/aanmelding/{reference}/{secret}/deelnemers/1/bewerken/", ALL),
    "replace_person": ("/aanmelding/{reference}/{secret}/deelnemers/1/vervangen/", ALL),
    "order_number": ("/aanmelding/{reference}/{secret}/ordernummer/", dict.fromkeys(WHO, 405)),
    "pay": ("/aanmelding/{reference}/{secret}/betalen/", dict.fromkeys(WHO, 405)),
    "payment_return": ("/betaling/cs_test_none/", ABSENT),
    "payment_left": ("/betaling/00000000-0000-0000-0000-000000000000/verlaten/", ABSENT),
    "stripe_webhook": ("/webhooks/stripe/", dict.fromkeys(WHO, 405)),
    "participation": ("/deelname/{own_secret}/", ALL),
    "participation_answers": ("/deelname/{own_secret}/vragen/", dict.fromkeys(WHO, 405)),
    "agenda_feed": ("/agenda/{agenda_secret}.ics", ALL),
    "style": ("/stijl/", ABSENT),  # staff, and the demo
    "picture": (f"/media/pictures/00/{'0' * 32}-1x1/1.webp", ABSENT),  # none of that name
    "healthz": ("/healthz", ALL),
    "readyz": ("/readyz", None),  # turns on whether a worker runs, and on nobody's role
    "account_login": ("/account/login/", but(200, 302)),
    "account_request_login_code": ("/account/login/code/", but(200, 302)),
    "account_confirm_login_code": ("/account/login/code/confirm/", ON),
    "account_signup": ("/account/signup/", but(200, 302)),
    "account_inactive": ("/account/inactive/", ALL),
    "account_email_verification_sent": ("/account/confirm-email/", ON),
    "account_reset_password": ("/account/password/reset/", ALL),
    "account_reset_password_done": ("/account/password/reset/done/", ALL),
    "account_reset_password_from_key": ("/account/password/reset/key/1-x-y/", ALL),  # says that it is wrong
    "account_reset_password_from_key_done": ("/account/password/reset/key/done/", ALL),
    "account_logout": ("/account/logout/", but(302, 200)),
    "account_reauthenticate": ("/account/reauthenticate/", but(302, 403)),  # these users have no password
    "account_email": ("/account/email/", but(302, 200)),
    "account_change_password": ("/account/password/change/", ON),
    "account_set_password": ("/account/password/set/", but(302, 200)),
    "mfa_authenticate": ("/account/2fa/authenticate/", ON),
    "mfa_login_webauthn": ("/account/2fa/webauthn/login/", ON),
    "mfa_index": ("/account/2fa/", but(302, 200)),
    "mfa_reauthenticate": ("/account/2fa/reauthenticate/", but(302, 403)),
    "mfa_activate_totp": ("/account/2fa/totp/activate/", but(302, 200)),
    "mfa_deactivate_totp": ("/account/2fa/totp/deactivate/", but(302, 404)),
    "mfa_view_recovery_codes": ("/account/2fa/recovery-codes/", but(302, 404)),
    "mfa_generate_recovery_codes": ("/account/2fa/recovery-codes/generate/", but(302, 200)),
    "mfa_download_recovery_codes": ("/account/2fa/recovery-codes/download/", but(302, 404)),
    "mfa_list_webauthn": ("/account/2fa/webauthn/", but(302, 200)),
    "mfa_add_webauthn": ("/account/2fa/webauthn/add/", but(302, 200)),
    "mfa_reauthenticate_webauthn": ("/account/2fa/webauthn/reauthenticate/", but(302, 403)),
    "mfa_remove_webauthn": ("/account/2fa/webauthn/keys/1/remove/", but(302, 404)),
    "mfa_edit_webauthn": ("/account/2fa/webauthn/keys/1/edit/", but(302, 404)),
}
