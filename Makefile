# `make demo` and `make test` each work alone on a fresh clone. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
STAMPS := .stamps
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/pytest
PARALLEL ?= 2
ARGS ?=
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help setup demo run quick test test-postgres check audit tour bench nightly fix chart messages lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

# --- the environment, once: a stamp is newer than what it was made from ---

$(BIN)/python:
	@sh scripts/make_venv.sh

$(STAMPS)/base: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "Installing the libraries of requirements/base.txt"
	@$(PIP) --require-hashes -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/messages: $(STAMPS)/base scripts/merge_messages.py $(wildcard kargah/locale/fa/parts/*.po)
	@$(BIN)/python scripts/merge_messages.py
	@touch $@

$(STAMPS)/dev: $(STAMPS)/base requirements/dev.txt
	@echo "Installing the libraries of requirements/dev.txt"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/bench: $(STAMPS)/base requirements/bench.txt
	@echo "Installing the libraries of requirements/bench.txt"
	@$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@

setup: $(STAMPS)/base $(STAMPS)/messages ## makes .venv with the locked libraries and the kargah command

# --- for a person ---

demo: setup ## plays a whole cycle on example workbooks and serves it at http://127.0.0.1:8000
	@$(BIN)/kargah demo $(ARGS)

run: setup ## serves what is in KARGAH_DATA, with the worker in the web process
	@$(BIN)/kargah migrate --verbosity 0
	@exec $(BIN)/kargah serve --host $(HOST) --port $(PORT)

# --- for who changes it ---

quick: setup $(STAMPS)/dev ## the fast tests, under two minutes
	@$(PYTEST) -m "(not browser and not slow) or postgres" -n $(PARALLEL) $(ARGS)

test: setup $(STAMPS)/dev ## all tests, on SQLite; fails when one was skipped
	@bash scripts/ensure_test_tools.sh
	@$(PYTEST) -n $(PARALLEL) --no-skips $(if $(ARGS),,--every-refusal) $(ARGS)

test-postgres: setup $(STAMPS)/dev ## the tests that touch the database, on PostgreSQL
	@bash scripts/ensure_test_tools.sh
	@bash scripts/with_postgres.sh $(PYTEST) -m "not browser or postgres" -n $(PARALLEL) --touching-database --no-skips $(ARGS)

check: setup $(STAMPS)/dev ## format, lint, types, floors, migrations, chart, messages; no tests
	@bash scripts/check.sh

audit: setup $(STAMPS)/dev ## Lighthouse and the Nu HTML checker on the pages; needs Node and Java
	@bash scripts/ensure_audit_tools.sh
	@$(PYTEST) tests/audit/audit.py -q -s $(ARGS)

tour: setup $(STAMPS)/dev ## takes the pictures of the README again
	@bash scripts/ensure_test_tools.sh
	@$(PYTEST) tests/journeys/tour.py -q $(ARGS)

bench: setup $(STAMPS)/bench ## ours beside the peers, in CPU seconds
	@for bench in bench/*; do \
	    if [ -f "$$bench" ] && [ -x "$$bench" ]; then echo "== $$bench"; $(BIN)/python "$$bench" $(ARGS); fi; \
	done

nightly: setup $(STAMPS)/dev ## the long runs: many more examples of every property, on both databases
	@bash scripts/ensure_test_tools.sh
	@HYPOTHESIS_PROFILE=nightly $(PYTEST) -n $(PARALLEL) --no-skips $(ARGS)
	@HYPOTHESIS_PROFILE=nightly bash scripts/with_postgres.sh \
	    $(PYTEST) -m "not browser" -n $(PARALLEL) --touching-database --no-skips $(ARGS)

fix: setup $(STAMPS)/dev ## formats, and mends what the linter can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

chart: setup ## draws docs/flowchart.md again
	@$(BIN)/kargah chart

messages: setup ## merges the Persian texts and compiles them
	@$(BIN)/python scripts/merge_messages.py

lock: $(BIN)/python ## resolves requirements/*.in again
	@$(BIN)/python -m venv $(STAMPS)/uv && $(STAMPS)/uv/bin/pip install --quiet uv
	@for name in base dev bench; do \
	    $(STAMPS)/uv/bin/uv pip compile --quiet --upgrade --python $(BIN)/python --generate-hashes \
	        --no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; \
	done
