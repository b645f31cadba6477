# Thin names for what people do here. Needs python3 (3.11 or newer), make and, on Debian as root, apt.

SHELL := /bin/bash
PYTHON := .venv/bin/python
FLASK := $(PYTHON) -m flask --app wsgi
PYTEST := $(PYTHON) -m pytest -v --dist=worksteal -n logical
DEMO := IETEIKUMI_DATA_DIR=var/demo

.PHONY: run demo test check lint bench screenshot lock messages translations venv clean
.DEFAULT_GOAL := run

run: translations  ## the application on http://127.0.0.1:8000, data in var/
	$(FLASK) db upgrade
	$(FLASK) catalogue import
	$(FLASK) setup-link
	$(FLASK) serve

demo: translations  ## the same with demonstration data, in its own folder
	$(DEMO) $(FLASK) db upgrade
	$(DEMO) $(FLASK) catalogue import
	$(DEMO) $(FLASK) demo --accounts
	$(DEMO) $(FLASK) serve

test: translations  ## everything: all checks, both databases, journeys in Chromium (CI runs this)
	scripts/need postgresql chromium fonts-noto-core
	@$(MAKE) --no-print-directory lint
	$(PYTEST)

check: translations lint  ## what to run before a commit: all checks, tests on SQLite without a browser
	$(PYTEST) -m "not browser and not postgresql"

lint: venv
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: translations  ## speed and memory beside bare Flask: a table, and JSON in var/
	$(PYTHON) -m tests.benchmarks

screenshot: translations  ## the README's picture, taken anew
	$(PYTHON) -m tests.screenshots docs/images

messages: venv  ## after new texts: put them into the .po files, for a translator to fill in
	scripts/messages feedback/translations

translations: venv
	@$(PYTHON) -m babel.messages.frontend --quiet compile --directory feedback/translations

lock: venv  ## after a change of the dependencies in pyproject.toml
	scripts/lock

venv:
	@scripts/venv

clean:  ## everything that can be made again; var/ with its data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find feedback -name '*.mo' -delete
