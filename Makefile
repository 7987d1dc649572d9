# Everything a person does with this checkout, as a target. `make` alone lists them.
# Needs Python 3.11 or newer and make; everything else is installed into .venv.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := missions crawler storage notifier watch web commands
PROGRAMS := cli.py arguments.py terminal.py scheduler.py settings.py
SERVE ?= 1
SECONDS ?= 3600

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check bench bench-reading bench-believing fuzz migration catalogues clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(BIN)/missionwatch ## install everything into .venv (done again only when requirements change)

demo: setup ## replay the dated states of five replica sites without internet, then serve them (SERVE=0: stop before serving)
	SERVE=$(SERVE) $(BIN)/python -m tests.demo

run: setup ## review site and scheduler on the real sites, everything kept in var/
	$(BIN)/missionwatch serve

test: check ## the checks, then the whole test suite
	$(BIN)/python -m pytest -n auto

check: setup ## format, style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(addprefix -p ,$(PACKAGES)) $(addprefix -m ,$(PROGRAMS:.py=))
	$(BIN)/lint-imports

bench: setup ## the benchmarks: tables here, figures in var/bench.json
	$(BIN)/python -m bench.run

bench-reading: setup ## how well pages are read: generated pages, worst cells first, figures in var/bench-reading.json
	$(BIN)/python -m bench.reading

bench-believing: setup ## trouble, noise and true changes on generated pages: what is noticed, what is told
	$(BIN)/python -m bench.believing

fuzz: setup ## look for pages the reader cannot take, for an hour (SECONDS=600: ten minutes); finds go to var/fuzz
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[fuzz]' \
	|| echo 'atheris cannot be installed here; pages are made by chance instead.' >&2
	$(BIN)/python -m bench.fuzz_reading $(SECONDS)

migration: setup ## write a database migration from the models (NAME="what it does")
	@test -n "$(NAME)" || { echo 'Say what it does: make migration NAME="add a table for accounts"' >&2; exit 2; }
	$(BIN)/python -m storage.new_migration "$(NAME)"

catalogues: setup ## bring the catalogues of sentences up to date; what waits for a translation is named
	$(BIN)/python -m tests.catalogues

clean: ## remove .venv, caches and builds; var/ (the data) stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The same pinned, hash-checked packages with either installer; uv is only the faster one.
$(VENV)/installed: requirements-dev.txt
	@test -n "$(PYTHON)" || { echo 'No Python 3.11 or newer was found; install one or say make PYTHON=/path/to/python.' >&2; exit 2; }
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing packages into $(VENV)"
	@{ command -v uv >/dev/null && uv pip install --quiet --python $(BIN)/python --require-hashes -r $<; } \
	|| $(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

$(BIN)/missionwatch: $(VENV)/installed pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
