# The one entry point for people and for CI. `make` lists the tasks.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
.DEFAULT_GOAL := help
.PHONY: help setup demo test unit browser postgres check lint types contracts format lock migrations chromium wheel clean

help:  ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1|/' | column -t -s '|'

$(STAMP): requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

setup: $(STAMP)  ## make the virtual environment

demo: $(STAMP)  ## set up and run the whole product with its two demo programs (ARGS="--today 2007-01-18", "--fresh")
	$(BIN)/laurels demo $(ARGS)

test: unit postgres browser  ## run every test: SQLite, PostgreSQL, and journeys in a browser

unit: $(STAMP)  ## run the tests that need neither PostgreSQL nor a browser
	$(BIN)/pytest -n 2 -m "not browser and not postgres" $(ARGS)

postgres: $(STAMP)  ## run the data layer's tests on a real PostgreSQL server
	$(BIN)/python -m tests.support.postgres $(BIN)/pytest -n 2 -m "not browser" tests/core tests/accounts tests/programs tests/entries tests/judging tests/results tests/publishing tests/web tests/api $(ARGS)

browser: $(STAMP) chromium  ## run the journeys in Chromium
	$(BIN)/pytest -m browser $(ARGS)

check: lint types contracts  ## lint, types and the rules of the house

lint: $(STAMP)  ## ruff, all rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## mypy, strict
	$(BIN)/mypy

contracts: $(STAMP)  ## import directions
	$(BIN)/lint-imports

format: $(STAMP)  ## let ruff format and fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(STAMP)  ## lock the requirements anew, with hashes
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header -q requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header -q requirements/dev.in -o requirements/dev.txt

migrations: $(STAMP)  ## write migrations for changed models
	$(BIN)/laurels manage makemigrations

chromium: $(STAMP)  ## find Chromium, or get one
	@$(BIN)/python -m tests.support.chromium

wheel: $(STAMP)  ## build the wheel
	$(BIN)/python -m build --wheel

clean:  ## remove what the tasks made (not var/, which holds the demo's data)
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
