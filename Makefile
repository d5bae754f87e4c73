# `make` or `make help` lists what there is. Options: CMS_PORT=8001, PYTHON=python3.12, PYTEST_ARGS="-k search".

.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
export PYTHON
# Dozens of processes start in a run of the tests; each would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python
BIN := .venv/bin

.PHONY: help install install-dev run test test-postgresql browser lint format types contracts messages soak bench bench-search relevance lock font clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  %-16s %s\n", $$1, $$2 }'

install: ## make .venv with what the site needs (run does it by itself)
	@scripts/install run

install-dev: ## make .venv with what tests and tools need (test does it by itself)
	@scripts/install dev

run: install ## prepare the site and run it at http://localhost:8000/ until Ctrl-C
	@$(PY) scripts/run

test: install-dev ## run the tests; REQUIRE_ALL=1 lets none be skipped
	$(PY) -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

test-postgresql: install-dev ## run the tests for which the database matters on a PostgreSQL of their own
	scripts/with_postgresql $(PY) -m pytest -n auto --dist worksteal \
		-m "database and not interface and not browser and not sqlite and not elasticsearch" $(PYTEST_ARGS)

browser: install-dev ## run only the tests in a real browser (needs Chromium)
	$(PY) -m pytest -m browser $(PYTEST_ARGS)

lint: install-dev ## look for mistakes and bad style in Python, templates and shell scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	@for script in scripts/install scripts/with_postgresql scripts/elasticsearch .ci/run; do bash -n $$script; done

format: install-dev ## format the Python code
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

types: install-dev ## check the types
	$(BIN)/mypy

contracts: install-dev ## check who imports whom (the house, ARCHITECTURE.md)
	$(BIN)/lint-imports --no-cache

messages: install-dev ## rewrite the Hungarian and English catalogues; fails while a text is untranslated
	@$(PY) scripts/messages update

soak: install-dev ## a thousand operations of editors at random, after each of which old addresses are asked
	SOAK=1000 $(PY) -m pytest tests/linking/permalinks/test_addresses_that_last.py

bench: install-dev ## measure queries, CPU time and bytes of each kind of page
	$(PY) -m tests.bench

bench-search: install-dev ## measure the search on synthetic works (BENCH_SEARCH_ARGS="--works 1000")
	$(PY) -m tests.bench_search $(BENCH_SEARCH_ARGS)

relevance: install-dev ## score the reader's search by the golden queries (RELEVANCE_ARGS="--worst 20")
	$(PY) -m tests.relevance $(RELEVANCE_ARGS)

lock: install-dev ## compile requirements*.in into requirements*.txt with hashes (UPGRADE=--upgrade: newest versions)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 $(UPGRADE) \
		--custom-compile-command "make lock" requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 $(UPGRADE) \
		--custom-compile-command "make lock" requirements-dev.in --output-file requirements-dev.txt

font: install-dev ## remake static/fonts/vollkorn.woff2 from its package
	$(PY) scripts/make_font

clean: ## remove .venv and caches, never the data in var/
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
