"""Beat that shows that it lives."""

from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Touches ``<schedule>.alive`` at each look at the schedule, every five seconds or sooner."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        Path(f"{self.schedule_filename}.alive").touch()  # type: ignore[attr-defined]
        return super().tick(*args, **kwargs)
