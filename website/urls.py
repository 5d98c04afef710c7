"""Routes of this door."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.utils.translation import gettext_lazy as _

from website.legal_kinds import LegalKindPath
from website.views.legal_text import legal_text_page
from website.views.style import style

register_converter(LegalKindPath, "legal_kind")

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("about/<slug:slug>/<legal_kind:kind>/"), legal_text_page, name="legal_text"),
    path("stijl/", style, name="style"),
]
