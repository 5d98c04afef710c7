from typing import Any

from jobs import runner
from operations import command


class Command(command.Command):
    """``manage.py send_due``: for an installation without a worker and beat."""

    help = "Do all jobs that are due (mails, documents, deadlines) and return when none is left."

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = runner.run_due()
        self.stdout.write(f"{done} jobs taken up; nothing else is due.")
