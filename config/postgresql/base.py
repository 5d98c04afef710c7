"""A kept connection is asked whether it lives only where it looks as if it does not."""

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as Usual
from psycopg.pq import TransactionStatus


class DatabaseWrapper(Usual):
    """Saves each request the SELECT 1 by which Django checks the connection that it takes over."""

    health_check_done: bool

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
