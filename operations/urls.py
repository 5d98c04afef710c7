"""Routes of this door."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from lib.pictures import NAME
from operations.views import health, picture, webhook


class PictureName(StringConverter):
    """The name of a picture: its content and its size."""

    regex = NAME


register_converter(PictureName, "picture_name")

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("webhooks/stripe/", webhook.stripe_webhook, name="stripe_webhook"),
]
if settings.MEDIA_URL.startswith("/"):
    folder = settings.MEDIA_URL.removeprefix("/")
    address = f"{folder}pictures/<slug:part>/<picture_name:picture>/<slug:file>.<slug:extension>"
    urlpatterns.append(path(address, picture.picture, name="picture"))
