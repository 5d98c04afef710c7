"""Routes of this door."""

from django.urls import URLPattern, URLResolver, path

from website.views.style import style

urlpatterns: list[URLPattern | URLResolver] = [
    path("stijl/", style, name="style"),
]
