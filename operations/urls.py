"""Routes of this door."""

from django.urls import URLPattern, URLResolver, path

from operations.views import health, webhook

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("webhooks/stripe/", webhook.stripe_webhook, name="stripe_webhook"),
]
