"""The cache may be emptied or gone at any time: then it answers as if it held nothing."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PAUSE = 5.0  # seconds without a try after a failure: a broker that hangs costs one time-out, not one a call


class ForgivingClient(RedisCacheClient):
    """Redis, or while it cannot be reached, nothing."""

    silent_until: ClassVar[dict[str, float]] = {}  # by server, for all threads

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self.server = servers[0]

    def _or(self, without: Any, ask: Callable[[], Any]) -> Any:
        if monotonic() < self.silent_until.get(self.server, 0.0):
            return without
        try:
            return ask()
        except RedisError as error:
            self.silent_until[self.server] = monotonic() + PAUSE
            logger.warning("the cache cannot be reached: %s", error)
            return without

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(True, lambda: super(ForgivingClient, self).add(*args, **kwargs))

    def get(self, key: Any, default: Any) -> Any:
        return self._or(default, lambda: super(ForgivingClient, self).get(key, default))

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(None, lambda: super(ForgivingClient, self).set(*args, **kwargs))

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, lambda: super(ForgivingClient, self).touch(*args, **kwargs))

    def delete(self, key: Any) -> Any:
        return self._or(False, lambda: super(ForgivingClient, self).delete(key))

    def get_many(self, keys: Any) -> Any:
        return self._or({}, lambda: super(ForgivingClient, self).get_many(keys))

    def has_key(self, key: Any) -> Any:
        return self._or(False, lambda: super(ForgivingClient, self).has_key(key))

    def incr(self, key: Any, delta: Any) -> Any:
        return self._or(1, lambda: super(ForgivingClient, self).incr(key, delta))

    def set_many(self, data: Any, timeout: Any) -> Any:
        return self._or(None, lambda: super(ForgivingClient, self).set_many(data, timeout))

    def delete_many(self, keys: Any) -> Any:
        return self._or(None, lambda: super(ForgivingClient, self).delete_many(keys))

    def clear(self) -> Any:
        return self._or(False, lambda: super(ForgivingClient, self).clear())


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
