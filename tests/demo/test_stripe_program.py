"""The sandbox as `make demo` starts it."""

import os
import socket
import subprocess
import sys
from typing import Any

import httpx
import pytest

from demo.services.process import wait_until
from demo.supervisor import __main__ as supervisor
from tests.worker import WorkerProcess

PROGRAM = [sys.executable, "-m", "demo.stripe", "--port"]


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert supervisor._free_port(port) != port
    assert supervisor._free_port(port) == port


def test_without_a_secret_it_says_so_and_ends() -> None:
    made = subprocess.run([*PROGRAM, "1"], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (1, "STRIPE_WEBHOOK_SECRET is empty: nothing can be signed.\n")


@pytest.mark.django_db(transaction=True)
def test_it_answers_until_it_is_told_to_end(settings: Any, tmp_path: Any) -> None:
    port = supervisor._free_port(20_000)
    environment = WorkerProcess(settings, tmp_path / "unused")._environment()
    environment |= {"STRIPE_WEBHOOK_SECRET": "whsec_1,whsec_2"}
    process = subprocess.Popen([*PROGRAM, str(port)], env=os.environ | environment)
    try:
        assert wait_until(lambda: supervisor._answers(port), 30)
        answer = httpx.get(f"http://127.0.0.1:{port}/v1/events", auth=("sk_test_proef", ""), trust_env=False)
        assert answer.json() == {"object": "list", "data": [], "has_more": False, "url": "/v1/events"}
    finally:
        process.terminate()
    assert process.wait(10) == 0
