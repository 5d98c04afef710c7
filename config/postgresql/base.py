"""Connections that notice when the other side is gone, and keep nobody waiting when we are.

A kept connection is asked whether it lives only where it looks as if it does not.
"""

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as Usual
from psycopg.pq import TransactionStatus

CONNECT_WITHIN = 5  # seconds, for a server that accepts and says nothing
# A server that went without a goodbye, or behind a network that swallows all, is soon given up.
WATCHED = {
    "keepalives_idle": 15,  # seconds
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
# A process that froze in the middle of a transaction keeps its locks no longer than a job keeps its lease.
LOCKS_LAST = "60s"


class DatabaseWrapper(Usual):
    """Saves each request the SELECT 1 by which Django checks the connection that it takes over."""

    health_check_done: bool

    def get_connection_params(self) -> dict[str, Any]:
        """What the URL says goes before ours."""
        params: dict[str, Any] = super().get_connection_params()
        return {"connect_timeout": CONNECT_WITHIN, **WATCHED, **params}

    def init_connection_state(self) -> None:
        """By a statement: PgBouncer takes no such thing as an option of the connection."""
        super().init_connection_state()
        self.connection.execute(f"SET idle_in_transaction_session_timeout = '{LOCKS_LAST}'")

    def close_if_health_check_failed(self) -> None:
        """Let Django ask as it does, unless all is quiet: a server that went left its goodbye to read."""
        if _is_quiet(self.connection):
            self.health_check_done = True
        super().close_if_health_check_failed()


def _is_quiet(connection: Any) -> bool:
    """Whether an open connection waits for the next statement, and nothing has come from the server."""
    if connection is None or connection.closed:
        return False
    if connection.info.transaction_status != TransactionStatus.IDLE:
        return False
    watched = poll()
    watched.register(connection.fileno(), POLLIN)
    return not watched.poll(0)
