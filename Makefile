# The one entry point for people and for CI. `make` lists the tasks.
SHELL := /bin/bash
# Small systems of equations are quicker on one thread, and tests load NumPy before our package can say so.
export OPENBLAS_NUM_THREADS := 1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# Peers of benchmarks that must not be among our own packages.
PEERS := var/peers
# What touches the database runs on both kinds; of the browser's tests, the whole stories do.
ON_POSTGRES := $(addprefix tests/,core accounts programs entries judging results publishing web api cli)
STORIES := tests/journeys/test_star.py tests/journeys/test_ten_best.py
.DEFAULT_GOAL := help
.PHONY: help setup demo test unit browser postgres check lint types contracts format lock migrations chromium bench bench-scoring wheel clean

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
	$(BIN)/pytest -n 2 --nomigrations -m "not browser and not postgres and not sweep" $(ARGS)

postgres: $(STAMP) chromium  ## run the data layer, the pages and the journeys on a real PostgreSQL server
	$(BIN)/python -m tests.support.postgres $(BIN)/pytest -n 2 -m "not browser" $(ON_POSTGRES) $(ARGS)
	$(BIN)/python -m tests.support.postgres $(BIN)/pytest -m browser $(STORIES) $(ARGS)

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

bench: $(STAMP)  ## run every benchmark: ratios against a named peer in the same run
	for each in bench/*.py; do $(BIN)/python $$each || exit 1; done

bench-scoring: $(STAMP)  ## what scoring costs and how right it is: exact tally, adjusted scores, growth, a whole file, simulation
	export LAURELS_BENCH_PEERS=$${LAURELS_BENCH_PEERS:-$${TMPDIR:-/tmp}/laurels-bench-peers}; \
	export LAURELS_BENCH_PANDAS=$${LAURELS_BENCH_PANDAS:-$$LAURELS_BENCH_PEERS/bin/python}; \
	for each in adjusted_scores exact_tally growth score_file advice adjusted_simulation; do $(BIN)/python bench/$$each.py || exit 1; done

bench-assignment: $(STAMP)  ## assignments: best plans beside OR-tools' flow, side rules, repairs, comparability
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -c "import ortools" 2>/dev/null \
		|| $(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check ortools==9.15.6755
	LAURELS_BENCH_PEER=$(PEERS)/bin/python $(BIN)/python bench/assignment_flow.py
	$(BIN)/python bench/assignment_rules.py

wheel: $(STAMP)  ## build the wheel
	$(BIN)/python -m build --wheel

clean:  ## remove what the tasks made (not var/, which holds the demo's data)
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
