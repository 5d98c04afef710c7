"""What a handler may raise besides failing."""

from datetime import datetime


class NotYet(Exception):
    """What the job waits for is not there: try again at ``until`` (aware). It does not count as a try."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until.isoformat()}")
        self.until = until


class GiveUp(Exception):
    """Trying again would not help: the job failed, for the reason that is given."""
