"""What Celery does with a broker that hangs."""

from typing import Any

from kombu.transport import redis, virtual


class ForgivingQoS(redis.QoS):
    """Counts a message as done, also where the broker could not be told.

    Else it counted as under way for ever, and a worker that has as many of those as it may have
    takes no other. The broker gives it out again after an hour: then its row says that it is done.
    """

    def ack(self, delivery_tag: Any) -> None:
        try:
            super().ack(delivery_tag)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise


def forgive() -> None:
    """Let every connection with Redis or Valkey count so."""
    redis.Channel.QoS = ForgivingQoS
