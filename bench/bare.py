"""What everything is measured against: a Django view without middleware, an empty 200."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("", empty)]
settings.configure(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["*"], MIDDLEWARE=[])
django.setup()
application = WSGIHandler()
