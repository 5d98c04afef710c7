"""Whether the worker has done all that is due."""

import psycopg

from demo.services.postgresql import NAME, USER, PostgreSQL

TO_DO = "SELECT count(*) FROM jobs_job WHERE finished_at IS NULL AND failed_at IS NULL"


def all_is_sent(database: PostgreSQL, *, ask_quietly: bool = False) -> bool:
    """Whether no job is left; ``ask_quietly`` keeps the question out of the server's log."""
    with psycopg.connect(host=str(database.sockets), user=USER, dbname=NAME, autocommit=True) as server:
        if ask_quietly:
            server.execute("SET log_statement = 'none'")
        row = server.execute(TO_DO).fetchone()
    return row == (0,)
