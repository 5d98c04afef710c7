"""The rows of one sign-up, written again by prepared statements: what a sign-up may cost at least."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

Values = dict[str, Any]
ORDER = (
    "registration",
    "participant",
    "line",
    "trail",
    "claim",
    "invitation",
    "invited",
    "message",
    "job",
    "mail",
)
TABLES = {
    "registration": "registrations_registration",
    "participant": "registrations_participant",
    "line": "registrations_line",
    "trail": "organisations_trail",
    "claim": "registrations_seatclaim",
    "invitation": "registrations_invitation",
    "invited": "registrations_invitationparticipant",
    "message": "notifications_message",
    "job": "jobs_job",
    "mail": "registrations_invitationmail",
}
OF_REGISTRATION = {
    "registration": "id = %(id)s",
    "participant": "registration_id = %(id)s",
    "line": "registration_id = %(id)s",
    "trail": "subject = 'registration' AND subject_id = %(id)s",
    "claim": "line_id IN (SELECT id FROM registrations_line WHERE registration_id = %(id)s)",
    "invited": "participant_id IN (SELECT id FROM registrations_participant WHERE registration_id = %(id)s)",
    "message": "about = (SELECT reference FROM registrations_registration WHERE id = %(id)s)",
}
TAKE = "UPDATE registrations_seatpool SET taken = taken + 1 WHERE id = %s AND open AND waiting = 0"
TAKE += " AND (capacity IS NULL OR capacity >= taken + 1)"


def rows_of(connection: psycopg.Connection[Any], registration_id: int) -> dict[str, Values]:
    """Read what one sign-up by one person wrote, without the ids."""
    found: dict[str, Values] = {}
    with connection.cursor(row_factory=dict_row) as cursor:
        for name, condition in OF_REGISTRATION.items():
            found[name] = _one(cursor, name, condition, {"id": registration_id})
        found["invitation"] = _one(
            cursor, "invitation", "id = %(id)s", {"id": found["invited"]["invitation_id"]}
        )
        found["job"] = _one(cursor, "job", "key = %(key)s", {"key": f"message:{found['message']['id']}"})
        found["mail"] = _one(cursor, "mail", "message_id = %(id)s", {"id": found["message"]["id"]})
    for row in found.values():
        row.pop("id")
    return found


def _one(cursor: Any, name: str, condition: str, values: Mapping[str, Any]) -> Values:
    (row,) = cursor.execute(f"SELECT * FROM {TABLES[name]} WHERE {condition}", values).fetchall()
    return {
        column: Jsonb(value) if isinstance(value, dict | list) else value for column, value in row.items()
    }


class Writer:
    """Writes those rows as a new sign-up, each in one transaction, by prepared statements."""

    def __init__(self, connection: psycopg.Connection[Any], rows: Mapping[str, Values]) -> None:
        self.connection, self.rows = connection, rows
        self.inserts = {name: _insert(TABLES[name], row) for name, row in rows.items()}

    def write(self) -> None:
        ids: dict[str, int] = {}
        with self.connection.transaction(), self.connection.cursor() as cursor:
            for name in ORDER:
                values = list((self.rows[name] | _own(name, ids)).values())
                cursor.execute(self.inserts[name], values, prepare=True)
                ids[name] = cursor.fetchone()[0]  # type: ignore[index]
            cursor.execute(TAKE, (self.rows["claim"]["pool_id"],), prepare=True)
            assert cursor.rowcount == 1


def _insert(table: str, row: Values) -> str:
    columns = ", ".join(f'"{column}"' for column in row)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(row))}) RETURNING id"


def _own(name: str, ids: Mapping[str, int]) -> Values:
    """The values in which one sign-up differs from another."""
    fresh = uuid.uuid4()
    values: dict[str, Callable[[], Values]] = {
        "registration": lambda: {
            "reference": f"SK-{fresh.hex[:9]}",
            "secret": fresh.hex,
            "submission_key": fresh,
        },
        "participant": lambda: {
            "registration_id": ids["registration"],
            "secret": fresh.hex,
            "agenda_secret": f"a{fresh.hex}",
            "feed_key": fresh,
        },
        "line": lambda: {"registration_id": ids["registration"], "participant_id": ids["participant"]},
        "trail": lambda: {"subject_id": ids["registration"]},
        "claim": lambda: {"line_id": ids["line"]},
        "invitation": lambda: {"uid": fresh, "attendee_email": f"{fresh.hex}@heet.example"},
        "invited": lambda: {"invitation_id": ids["invitation"], "participant_id": ids["participant"]},
        "message": lambda: {"key": fresh.hex, "message_id": f"<{fresh.hex}@heet.example>"},
        "job": lambda: {"key": f"message:{ids['message']}", "subject": str(ids["message"])},
        "mail": lambda: {"invitation_id": ids["invitation"], "message_id": ids["message"]},
    }
    return values[name]()
