"""Every door's routes. Machines and the demo have addresses without a language."""

from django.conf import settings
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from config.languages import in_each_language

urlpatterns = [
    path("", include("operations.urls")),
    *([path("demo/", include("demo.urls"))] if settings.DEMO or settings.TEST else []),
    *in_each_language(
        path("account/", include("allauth.urls")),
        path(_("manage/"), include("workspace.urls")),
        path("", include("website.urls")),
    ),
]
