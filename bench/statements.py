"""What a database is asked, by its own log: every process counts, and nothing in them changes."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from demo.services.postgresql import NAME, USER, PostgreSQL

ASKED = re.compile(
    r"^<samenkomst>LOG:  (?:statement|execute [^:]*): (.*?)(?=^<|\Z)", re.MULTILINE | re.DOTALL
)
FRAME = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SHOW)\b", re.IGNORECASE)


@contextmanager
def listening(database: PostgreSQL) -> Iterator[list[str]]:
    """Fill the list, at the end, with what was asked meanwhile; transactions' own statements apart."""
    _log(database, "log_statement = 'all'", f"log_line_prefix = '<{NAME}>'")
    begun, asked = database.log.stat().st_size, list[str]()
    yield asked
    text = database.log.read_bytes()[begun:].decode("utf-8", "replace")
    asked += [" ".join(sql.split()) for sql in ASKED.findall(text) if not FRAME.match(sql)]
    _log(database, "log_statement = 'none'", "log_line_prefix = ''")


def _log(database: PostgreSQL, *settings: str) -> None:
    with psycopg.connect(host=str(database.sockets), user=USER, dbname="postgres", autocommit=True) as server:
        for setting in settings:
            server.execute(f"ALTER SYSTEM SET {setting}")
        server.execute("SELECT pg_reload_conf()")
        time.sleep(0.3)  # until every connection has heard of it
