"""Sign-ups on eight connections for the seats of one pool, beside the same rows by prepared raw SQL."""

import json
import secrets
from collections.abc import Iterator

from bench.ground import Ground
from bench.table import Row

MARK = 12  # raw SQL may write so many times as many
CONNECTIONS = 8


def measure(here: Ground) -> Iterator[Row]:
    slug = f"heet-{secrets.token_hex(3)}"
    here.make_event(slug, seats=30_000)
    told = json.loads(here.run("-m", "bench.hot_pool_at_once", slug, str(CONNECTIONS)).splitlines()[-1])
    ratio = told["raw"] / told["flow"]
    figure = f"{told['flow']:.0f}/s beside {told['raw']:.0f}/s"
    yield Row(
        f"sign-ups for one pool, {CONNECTIONS} at once",
        figure,
        f"1/{ratio:.1f} of raw SQL",
        f">= 1/{MARK}",
        ratio <= MARK,
    )
