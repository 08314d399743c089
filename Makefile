# The only door. `make run` for a newcomer, `make test` before you commit.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BOOT := .venv/boot
UV := $(BOOT)/bin/uv
BIN := .venv/bin
STAMP := .venv/.stamp

help: ## what each door is for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## make .venv from the hashed requirements file

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Alongside needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V)."; exit 2; }
	@$(PYTHON) -m venv .venv 2>/dev/null || { echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 2; }
	@$(PYTHON) -m venv $(BOOT)
	@$(BOOT)/bin/pip install --quiet --disable-pip-version-check "uv>=0.9"

$(STAMP): requirements.txt pyproject.toml | $(UV)
	@echo "Installing what Alongside needs (about a minute the first time) ..."
	@$(UV) pip sync --quiet --require-hashes requirements.txt --python $(BIN)/python
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable . 
	@touch $@

lock: | $(UV) ## compile requirements.txt again after changing pyproject.toml
	@$(UV) pip compile pyproject.toml --group dev --generate-hashes --universal --no-header --quiet -o requirements.txt
	@$(UV) pip compile pyproject.toml --group dev --group bench --generate-hashes --universal --no-header --quiet -o requirements-bench.txt

.PHONY: help setup lock

run: setup ## start the demo on http://127.0.0.1:8000 (PORT= for another)
	@tools/system-libraries
	@$(BIN)/alongside demo --serve --port "$(or $(PORT),8000)"

check: setup ## lint, types, import contracts, migrations
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Some files are not formatted. make fix mends them."; exit 1; }
	@ALONGSIDE_DEMO=1 $(BIN)/mypy
	@$(BIN)/lint-imports
	@ALONGSIDE_DEMO=1 DATABASE_URL=sqlite:///:memory: $(BIN)/django-admin makemigrations --check --dry-run --settings alongside.project.settings

test: check ## everything: check, unit, browser, on SQLite and PostgreSQL
	@tools/system-libraries
	@tools/readers
	@tools/test

fix: setup ## format, and mend what can be mended by itself
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

.PHONY: run check test fix

docs: setup ## write the generated pages of the manual, and the pictures, again
	@$(BIN)/python tools/words.py
	@$(BIN)/python tools/identifiers.py
	@$(BIN)/python tools/reference.py
	@$(BIN)/python tools/states.py
	@$(BIN)/python tools/openapi.py
	@$(BIN)/python tools/tables.py
	@tools/pictures

bench: | $(UV) ## measurements anyone can repeat; each prints ratios
	@$(MAKE) --no-print-directory setup
	@test -x .venv/bench/bin/python || $(UV) venv --quiet --python $(BIN)/python .venv/bench
	@$(UV) pip sync --quiet --require-hashes requirements-bench.txt --python .venv/bench/bin/python
	@$(BIN)/python -m bench.language
	@$(BIN)/python -m bench.crosswalks
	@$(BIN)/python -m bench.record
	@$(BIN)/python -m bench.planner
	@$(BIN)/python -m bench.case
	@$(BIN)/python -m bench.web

.PHONY: docs bench
