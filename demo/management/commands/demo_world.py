from typing import Any

from demo.fill import fill
from operations import command


class Command(command.Command):
    """``manage.py demo_world``: fills the demo world where it is empty; again changes nothing."""

    help = "Fill the demo world, once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for step in fill():
            self.stdout.write(step)
