"""The image and the composed servers for production."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from lib.picture_files import place_of
from lib.pictures import MOST_BYTES
from tests.lint.sources import ROOT

PRODUCTION = {
    "SECRET_KEY": "x1y2z3" * 10,
    "SITE_URL": "https://aanmelden.example.nl",
    "ALLOWED_HOSTS": "aanmelden.example.nl",
    "DATABASE_URL": "postgres:///none",
    "REDIS_URL": "redis://none",
    "EMAIL_URL": "submission://mail.example.nl",
    "DEFAULT_FROM_EMAIL": "Samenkomst <aanmelden@example.nl>",
    "STRIPE_SECRET_KEY": "",
    "STRIPE_WEBHOOK_SECRET": "",
}


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    told = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (told.stdout, told.returncode) == ("", 0)


def test_every_service_is_there_with_a_health_check() -> None:
    services = compose()["services"]
    assert set(services) == {"proxy", "migrate", "web", "worker", "beat", "db", "broker"}
    assert [name for name in services if "healthcheck" not in services[name]] == ["migrate"]
    assert [name for name in services if "ports" in services[name]] == ["proxy"]


def test_what_must_last_lies_in_volumes() -> None:
    document = compose()
    volumes = [volume for service in document["services"].values() for volume in service.get("volumes", [])]
    named = {volume.split(":")[0] for volume in volumes if not volume.startswith(".")}
    assert named == set(document["volumes"]) == {"database", "media", "beat", "certificates"}


def test_no_file_of_the_deployment_holds_a_secret() -> None:
    for name in ("docker-compose.yml", "Dockerfile", "deploy/Caddyfile", "deploy/example.env"):
        for written in (ROOT / name).read_text().splitlines():
            line = re.sub(r"\$\{[^}]*\}", "", written)  # what compose puts in
            secret = re.search(r"(SECRET\w*|PASSWORD|API_KEY)[=:] *(.*)", line)
            if secret and not line.startswith("#"):
                assert re.match(r"^(''|none |$)", secret[2]), line


def test_the_image_has_neither_demo_nor_tests_nor_git() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    kept = {line[1:].split("/")[0] for line in lines if line.startswith("!")}
    assert kept.isdisjoint({"demo", "tests", "bench", ".git", ".env", "var"})
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"demo", "tests", "bench"}
    assert packages <= kept


def test_the_proxy_drops_what_a_visitor_could_claim() -> None:
    lines = {line.strip() for line in (ROOT / "deploy" / "Caddyfile").read_text().splitlines()}
    assert {"request_header -*_*", "request_header -X-Forwarded-*", "request_header -Forwarded"} <= lines


def test_the_proxy_gives_pictures_from_the_folder_where_the_web_server_keeps_them() -> None:
    services = compose()["services"]
    assert "media:/srv/media" in services["web"]["volumes"]
    assert "media:/srv/media" in services["worker"]["volumes"]
    assert "media:/srv/media:ro" in services["proxy"]["volumes"]
    caddy = (ROOT / "deploy" / "Caddyfile").read_text()
    [pattern] = re.findall(r"path_regexp (\S+)", caddy)
    name = f"{'0' * 32}-1600x900"
    assert re.match(pattern, f"/media/{place_of(name)}/400.webp")
    assert re.match(pattern, f"/media/{place_of(name)}/social.jpg")
    for other in ("/media/", f"/media/pictures/00/.gone-{name}/400.webp", f"/media/{place_of(name)}/x.svg"):
        assert not re.match(pattern, other)
    assert int(re.findall(r"max_size (\d+)MB", caddy)[0]) > MOST_BYTES // 2**20


@pytest.mark.parametrize("url", ["/media/", "/a/b-c/", "https://beeld.example.nl/"])
def test_pictures_are_at_a_path_or_at_a_site(url: str) -> None:
    told = manage("check", **PRODUCTION | {"MEDIA_URL": url})
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    "url",
    [
        *("/media", "/", "media/", "//beeld.example.nl/", "http://beeld.example.nl/"),
        *("https://beeld.example.nl/?a=/", "https://a.nl; script-src */", "/a b/"),
    ],
)
def test_any_other_address_of_pictures_is_refused(url: str) -> None:
    told = manage("check", **PRODUCTION | {"MEDIA_URL": url})
    assert (told.returncode, re.findall(r"^  ([A-Z_]+): ", told.stderr, re.MULTILINE)) == (1, ["MEDIA_URL"])


def test_the_policy_lets_pictures_come_from_where_they_are_kept() -> None:
    script = (
        "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    )
    elsewhere = PRODUCTION | {"MEDIA_URL": "https://beeld.example.nl/a/"}
    assert "'https://beeld.example.nl'" in manage("shell", "-v0", "-c", script, **elsewhere).stdout
    assert "https:" not in manage("shell", "-v0", "-c", script, **PRODUCTION).stdout


def test_production_passes_djangos_own_checks() -> None:
    told = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert told.returncode == 0, told.stderr


def test_production_names_all_that_is_missing_at_once() -> None:
    told = manage("check", DEBUG="maybe", STRIPE_HOLD_MINUTES="0", EMAIL_URL="smtp+tls://mail")
    assert told.returncode == 1
    named = re.findall(r"^  ([A-Z_]+): ", told.stderr, re.MULTILINE)
    assert named == sorted([*PRODUCTION, "DEBUG", "STRIPE_HOLD_MINUTES"])


KEYS = {
    "STRIPE_SECRET_KEY": "sk_live_a1b2c3",
    "STRIPE_WEBHOOK_SECRET": "whsec_a1,whsec_b2",
    "STRIPE_ORGANISATION": "bureau-bries",
}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"STRIPE_SECRET_KEY": "sk_test_a1b2c3"}, []),
        ({"STRIPE_SECRET_KEY": ""}, ["STRIPE_SECRET_KEY"]),
        ({"STRIPE_SECRET_KEY": "pk_live_a1b2c3"}, ["STRIPE_SECRET_KEY"]),
        ({"STRIPE_API_BASE": "http://127.0.0.1:9"}, ["STRIPE_SECRET_KEY"]),
        ({"SAMENKOMST_MODE": "test"}, ["STRIPE_SECRET_KEY"]),
        ({"STRIPE_WEBHOOK_SECRET": ""}, ["STRIPE_WEBHOOK_SECRET"]),
        (
            {"STRIPE_WEBHOOK_SECRET": "whsec_a1,b2", "STRIPE_ORGANISATION": "", "DEBUG": "maybe"},
            ["DEBUG", "STRIPE_ORGANISATION", "STRIPE_WEBHOOK_SECRET"],
        ),
    ],
)
def test_settings_of_stripe_fit_together_or_nothing_starts(changed: dict[str, str], wrong: list[str]) -> None:
    told = manage("check", **PRODUCTION | KEYS | changed)
    assert re.findall(r"^  ([A-Z_]+): ", told.stderr, re.MULTILINE) == wrong
    assert told.returncode == bool(wrong)
    assert "a1b2c3" not in told.stderr


@pytest.mark.parametrize("url", ["sqlite:///x.db", "mysql://db/x", "nonsense"])
def test_postgresql_is_the_only_database(url: str) -> None:
    told = manage("check", **PRODUCTION | {"DATABASE_URL": url})
    assert told.returncode == 1
    assert "PostgreSQL is the only database" in told.stderr


def test_production_has_nothing_of_the_demo() -> None:
    script = (
        "from django.conf import settings as s; print('demo' in s.INSTALLED_APPS, s.REQUIRE_MFA, s.DEBUG)"
    )
    assert manage("shell", "-v0", "-c", script, **PRODUCTION).stdout.split() == ["False", "True", "False"]


@pytest.mark.django_db
def test_the_policy_lets_forms_go_to_stripe_and_scripts_come_from_us_only() -> None:
    policy = Client().get("/account/login/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["form-action"] == "'self' https://checkout.stripe.com"
    assert rules["default-src"] == "'self'"
    assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
