"""The services alone: ``python -m demo.services start | stop | env | reset``."""

import os
import shutil
import signal
import sys

from demo.services import environment
from demo.services.environment import RUN
from demo.services.place import CHECKOUT, of_checkout
from demo.services.process import Refused, alive, end


def start() -> None:
    """Start what the environment does not name, to stay until `stop`."""
    for name, server in environment.servers().items():
        environment.write_pid(name, server.start(detached=True))
        print(f"{name} runs: {server.url}", flush=True)
    environment.write({"SAMENKOMST_MODE": "demo", **environment.addresses()})
    print("`make env` tells how to reach them, `make stop` ends them.")


def stop() -> None:
    end_demo()
    for server in environment.servers().values():
        server.stop()
    environment.forget("postgres", "valkey")


def end_demo() -> None:
    """End a running `make demo` of this checkout."""
    try:
        pid = int((RUN / "supervisor.pid").read_text())
    except (OSError, ValueError):
        return
    if alive(pid):
        end(pid, signal.SIGTERM, seconds=30)


def env() -> None:
    if not environment.FILE.exists():
        raise Refused("Nothing runs: start it by `make demo` or `make services`.")
    for line in environment.FILE.read_text().splitlines():
        print(f"export {line}")


def reset() -> None:
    """Forget all that the demo wrote."""
    if "DATABASE_URL" in os.environ:
        raise Refused("DATABASE_URL names a database that is not the demo's own: empty it yourself.")
    stop()
    shutil.rmtree(of_checkout())
    shutil.rmtree(CHECKOUT / "var", ignore_errors=True)
    print("The demo is forgotten; `make demo` makes it anew.")


if __name__ == "__main__":
    acts = {"start": start, "stop": stop, "env": env, "reset": reset}
    if len(sys.argv) != 2 or sys.argv[1] not in acts:
        sys.exit(f"usage: python -m demo.services {' | '.join(acts)}")
    try:
        acts[sys.argv[1]]()
    except (Refused, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
