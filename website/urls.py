"""Routes of this door."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.utils.translation import gettext_lazy as _

from website.kind_path import KindPath
from website.legal_kinds import LegalKindPath
from website.secret_path import SecretPath
from website.views.agenda import agenda_feed
from website.views.cancellation import cancellation
from website.views.change_person import change_in_registration
from website.views.embedded_agenda import embedded_agenda
from website.views.events import event, event_agenda
from website.views.home import home, kind_list
from website.views.legal_text import legal_text_page
from website.views.link_lost import link_lost, link_lost_asked
from website.views.participation import participation, participation_answers
from website.views.payment import pay, payment_left, payment_return
from website.views.places import places
from website.views.registration import InvoiceFile, order_number, registration, registration_invoice
from website.views.series import series
from website.views.signup import signup, signup_price
from website.views.signup_by_phone import signup_by_phone
from website.views.sitemap import robots, sitemap
from website.views.style import style

register_converter(KindPath, "kind")
register_converter(LegalKindPath, "legal_kind")
register_converter(SecretPath, "link")
register_converter(InvoiceFile, "invoice_file")

urlpatterns: list[URLPattern | URLResolver] = [
    path("<kind:kind>/<slug:slug>/", event, name="event"),  # what most visitors ask for is tried first
    path(_("about/<slug:slug>/<legal_kind:kind>/"), legal_text_page, name="legal_text"),
    path(_("calendar-of/<slug:slug>/"), embedded_agenda, name="embedded_agenda"),
    path("stijl/", style, name="style"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("", home, name="home"),
    path("<kind:kind>/", kind_list, name="kind"),
    path("<kind:kind>/<slug:slug>/places.json", places, name="places"),
    path("<kind:kind>/<slug:slug>/agenda.ics", event_agenda, name="event_agenda"),
    path("agenda/<link:secret>.ics", agenda_feed, name="agenda_feed"),
    path(_("my-registration/"), link_lost, name="link_lost"),
    path(_("my-registration/asked/"), link_lost_asked, name="link_lost_asked"),
    path(_("participation/<link:secret>/"), participation, name="participation"),
    path(_("participation/<link:secret>/questions/"), participation_answers, name="participation_answers"),
    path(_("registration/<link:reference>/<link:secret>/"), registration, name="registration"),
    path(_("registration/<link:reference>/<link:secret>/cancel/"), cancellation, name="cancellation"),
    path(
        _("registration/<link:reference>/<link:secret>/participants/<int:number>/edit/"),
        change_in_registration,
        {"is_colleague": False},
        name="edit_person",
    ),
    path(
        _("registration/<link:reference>/<link:secret>/participants/<int:number>/replace/"),
        change_in_registration,
        {"is_colleague": True},
        name="replace_person",
    ),
    path(_("registration/<link:reference>/<link:secret>/pay/"), pay, name="pay"),
    path(_("registration/<link:reference>/<link:secret>/order-number/"), order_number, name="order_number"),
    path(_("payment/<uuid:key>/left/"), payment_left, name="payment_left"),
    path(_("payment/<link:session_id>/"), payment_return, name="payment_return"),
    path(
        _("registration/<link:reference>/<link:secret>/invoice/<link:number>.<invoice_file:extension>"),
        registration_invoice,
        name="registration_invoice",
    ),
    path(_("<kind:kind>/series/<slug:slug>/"), series, name="series"),
    path(_("<kind:kind>/<slug:slug>/register/"), signup, name="signup"),
    path(_("<kind:kind>/<slug:slug>/register/price/"), signup_price, name="signup_price"),
    path(_("<kind:kind>/<slug:slug>/register/by-telephone/"), signup_by_phone, name="signup_by_phone"),
]
