# Everything that runs or judges Samenkomst. `make demo` is all that a visitor needs.
PORT ?= 8000
PYTHON ?= python3
RUN := .venv/bin/python
export PYTHONUNBUFFERED = 1

.PHONY: help demo services stop env reset install install-test installed test lint bench soak
help:
	@echo "make demo [PORT=8000]  the whole product with a filled demo world"
	@echo "make services | stop   database and broker alone"
	@echo "make env               how to reach what runs: eval \"\$$(make -s env)\""
	@echo "make reset             forgets the demo"
	@echo "make test | lint | soak | bench"

install:
	@$(PYTHON) demo/install.py requirements-demo.lock
install-test:
	@$(PYTHON) demo/install.py requirements-test.lock

installed:
	@test -x $(RUN) || { echo "Nothing is installed yet: make demo, or make services." >&2; exit 1; }

demo: install
	@$(RUN) -m demo.supervisor --port $(PORT)
services: install
	@$(RUN) -m demo.services start
stop: installed
	@$(RUN) -m demo.services stop
env: installed
	@$(RUN) -m demo.services env
reset: install
	@$(RUN) -m demo.services reset

lint: install-test
	@$(RUN) -m tests.lint
test: lint
	@$(RUN) tests/chromium.py
	@$(RUN) -m pytest -n 2 --dist loadgroup -q
soak: install-test
	@$(RUN) tests/chromium.py
	@$(RUN) -m pytest -m soak
bench: install-test
	@$(RUN) -m bench
