"""Settings, all from the environment (docs/operating.md lists them); one file, three modes.

``SAMENKOMST_MODE`` is ``demo``, ``test`` or, without it, production, where nothing that
matters has a default. All wrong and missing values are named in one message.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_email_url
from environs import Env, EnvValidationError
from marshmallow import ValidationError
from marshmallow.validate import Length, OneOf, Range

from config.logs import logging_settings, redact
from config.stripe_settings import misfits

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)
MODE = env.str("SAMENKOMST_MODE", "production", validate=OneOf(["production", "demo", "test"]))
DEMO, TEST = MODE == "demo", MODE == "test"
if DEMO:  # where `make demo` and `make services` put the addresses of what they started
    env.read_env(BASE_DIR / "var" / "run" / "services.env", recurse=False)


def outside_production(value: Any) -> Any:
    """Give ``value`` as a default in demo and test; production gets none."""
    return value if DEMO or TEST else ...


@env.parser_for("postgres_url")
def postgres_url(value: str) -> dict[str, Any]:
    import dj_database_url

    if urlsplit(value).scheme not in ("postgres", "postgresql"):
        raise ValidationError("PostgreSQL is the only database: postgres://user:password@host/name.")
    return {**dj_database_url.parse(value, "config.postgresql", conn_max_age=60, conn_health_checks=True)}


@env.parser_for("redis_url")
def redis_url(value: str) -> str:
    if urlsplit(value).scheme not in ("redis", "rediss", "unix"):
        raise ValidationError("Not a redis://, rediss:// or unix:// address.")
    return value


@env.parser_for("mail_url")
def mail_url(value: str | None) -> dict[str, Any] | None:
    if value is None:  # the demo's own mailbox
        return None
    # dj_email_url reads an unknown scheme as a server without TLS, and says nothing.
    if urlsplit(value).scheme not in ("smtp", "submission", "console", "memory"):
        raise ValidationError("Use submission:// (STARTTLS), smtp://…/?ssl=true, or smtp:// (in clear).")
    return dict(dj_email_url.parse(value))


@env.parser_for("site_url")
def site_url(value: str) -> str:
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
        raise ValidationError("Give the address of the site: https://aanmelden.example.nl.")
    return value.rstrip("/")


@env.parser_for("media_url")
def media_url(value: str) -> str:
    if not re.fullmatch(r"(/|https://[\w.-]+(:\d+)?/)([\w.-]+/)*", value, re.ASCII) or value == "/":
        raise ValidationError("Give /media/, or https://pictures.example.nl/, with a slash at its end.")
    return value


positive = Range(min=1)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", outside_production("not-a-secret-in-demo-and-tests-" + "0" * 20))
SITE_URL = env.site_url("SITE_URL", outside_production("http://127.0.0.1:8000"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", outside_production(["127.0.0.1", "localhost", "[::1]"]))
DATABASE = env.postgres_url("DATABASE_URL", "postgres:///samenkomst" if TEST else ...)
REDIS_URL = env.redis_url("REDIS_URL", "redis://127.0.0.1:6379/0" if TEST else ...)
EMAIL = env.mail_url("EMAIL_URL", outside_production(None))
MAIL_FROM = env.str(
    "DEFAULT_FROM_EMAIL", outside_production("Samenkomst <aanmelden@samenkomst.example>"), validate=Length(1)
)
# The demo pays in its sandbox, whose address stands in services.env; nothing outside is ever asked.
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", outside_production("sk_test_demo" if DEMO else ""))
STRIPE_WEBHOOK_SECRETS = env.list("STRIPE_WEBHOOK_SECRET", outside_production(["whsec_demo"] if DEMO else []))
STRIPE_API_BASE = env.str(
    "STRIPE_API_BASE", "http://127.0.0.1:9" if DEMO or TEST else "https://api.stripe.com"
)
STRIPE_ORGANISATION = env.str("STRIPE_ORGANISATION", "samenkomst-academie" if DEMO else "")
STRIPE_HOLD_MINUTES = env.int("STRIPE_HOLD_MINUTES", 40, validate=positive)
HOLD_MINUTES = env.int("HOLD_MINUTES", 20, validate=positive)
MAX_HOLDS_PER_IP = env.int("MAX_HOLDS_PER_IP", 200, validate=positive)
REQUIRE_MFA = env.bool("REQUIRE_MFA", not DEMO)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0 if DEMO or TEST else 1, validate=Range(min=0))
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "var" / "media")
MEDIA_URL = env.media_url("MEDIA_URL", "/media/")
SENTRY_DSN = env.str("SENTRY_DSN", "")
LOG_LEVEL = env.str("LOG_LEVEL", "WARNING" if TEST else "INFO").upper()

told: Any = {}
try:
    env.seal()
except EnvValidationError as error:
    told = error.error_messages
told = {
    **misfits(
        STRIPE_SECRET_KEY or "",
        STRIPE_WEBHOOK_SECRETS or (),
        STRIPE_ORGANISATION or "",
        STRIPE_API_BASE or "",
        in_production=not (DEMO or TEST),
    ),
    **told,
}
if told:
    wrong = "".join(f"\n  {name}: {' '.join(texts)}" for name, texts in sorted(told.items()))
    hint = "\nIn the demo, `make services` starts the database and the broker." if DEMO else ""
    raise SystemExit(f"These settings are missing or wrong:{wrong}{hint}")

# Applications

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "jobs",
    "notifications",
    "organisations",
    "events",
    *(f"events.kinds.{apps.parent.name}" for apps in sorted(BASE_DIR.glob("events/kinds/*/apps.py"))),
    "registrations",
    "payments",
    "website",
    "workspace",
    "operations",
    *(["demo"] if DEMO or TEST else []),
]
MIDDLEWARE = [
    "config.requests.told_in_the_log",
    "config.requests.one_clock",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.policy.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workspace.second_factor.SecondFactor",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Database, cache, web sessions, files

DATABASES = {"default": DATABASE}
if TEST:  # tables are emptied between tests, also those that refuse it everywhere else
    DATABASE["OPTIONS"] = {**DATABASE.get("OPTIONS", {}), "options": "-c samenkomst.may_truncate=on"}
CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
STATIC_URL = "/static/"
STATIC_ROOT = None if DEMO or TEST else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
_hashed = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _plain if DEMO or TEST else _hashed},
}
WHITENOISE_USE_FINDERS = DEMO or TEST
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a hundred participants with their sessions

# Languages: `nl-informal` says *je* and falls back to `nl`, which falls back to the English msgids

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("nl-informal", "Nederlands (je)"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Accounts

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:start"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "workspace.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # without it the login form asks for no password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: the mail may take a while
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "workspace.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samenkomst"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TEST
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Security

SECURE = urlsplit(SITE_URL).scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"  # secret links stay ours
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # frame-ancestors of the policy below
    "security.W005",  # other subdomains are not ours to promise
    "security.W021",
]
if TRUSTED_PROXIES:  # a proxy that sets these two itself and drops what visitors send
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MEDIA_ORIGINS = [] if MEDIA_URL.startswith("/") else ["https://" + urlsplit(MEDIA_URL).netloc]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src-attr": ["'unsafe-inline'"],  # accent colours per organisation
        "img-src": ["'self'", "data:", *MEDIA_ORIGINS],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'", "https://checkout.stripe.com"],
    },
}

# Mail

DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
if EMAIL:
    EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
    EMAIL_HOST = EMAIL["EMAIL_HOST"]
    EMAIL_PORT = EMAIL["EMAIL_PORT"]
    EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = EMAIL["EMAIL_USE_TLS"]
    EMAIL_USE_SSL = EMAIL["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = EMAIL["EMAIL_TIMEOUT"] or 20
MAIL_TRANSPORT = "demo.mailbox.transport" if DEMO and not EMAIL else "notifications.smtp.transport"
DOCUMENT_SOURCES = {"invoice": "payments.documents.store.document_bytes"}

# Logs and error reports

LOGGING = logging_settings(level=LOG_LEVEL, as_json=not TEST)
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(
        dsn=SENTRY_DSN,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=lambda event, _: redact(event),
        before_breadcrumb=lambda crumb, _: redact(crumb),
    )

# Jobs and Celery: a publish is a hint that may fail and must never keep a visitor waiting

JOB_HANDLERS = {
    "checkout": "flows.checkout.ask_again",
    "payment_check": "flows.reconciliation.check_payment",
    "payment_hold": "flows.expiry.end_hold",
    "refund": "flows.refunds.send",
    "refund_check": "flows.refunds.look_again",
    "stripe_event": "flows.stripe_events.handle",
    "stripe_night": "flows.reconciliation.night",
    "invoice_documents": "flows.invoice_documents.make_documents",
    "invoice_number": "flows.order_number.invoice_on_last_date",
    "link_lost": "flows.link_lost.mail_links",
    "message": "notifications.delivery.deliver",
    "picture": "flows.pictures.remove_unused",
}
JOB_FAILURES = {"message": "notifications.delivery.gave_up"}
_broker = urlsplit(REDIS_URL)
_number = _broker.query.removeprefix("db=") or "0"
_socket = f"redis+socket://{_broker.path}?virtual_host={_number}"
CELERY_BROKER_URL = _socket if _broker.scheme == "unix" else REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 1, "socket_connect_timeout": 1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_DB_REUSE_MAX = 200  # tasks that share one connection; without it each opens its own
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "config.beat.Scheduler"
CELERY_BEAT_SCHEDULE = {
    "wake-due": {"task": "jobs.tasks.wake_due", "schedule": 5.0, "options": {"expires": 5}},
}
