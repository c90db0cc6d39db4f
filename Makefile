# What can be done here.  `make` alone prints the list.
#
# Everything lives in two folders that git ignores: .venv (the programs) and var (the data).

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
DATA := $${HELPLINE_DATA_DIR:-var}
SAMPLE_GUIDANCE := knowledge/guidance

.PHONY: help run index setup check test test-fast bench eval screenshots

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup index ## start the assistant, on a local Slack in the browser unless Slack tokens are set
	@# Ctrl-C is how this ends: the assistant gets it too, and make has nothing to complain of.
	@trap : INT; $(BIN)/helpline run || { status=$$?; [ "$$status" -eq 130 ] || exit "$$status"; }

index: setup
	@[ -s "$(DATA)/index/current" ] || { \
	  echo "Building the sample guidance (once, half a minute)."; \
	  $(BIN)/guidance build $(SAMPLE_GUIDANCE) && $(BIN)/guidance publish; }

setup: .venv/.ready ## make .venv with everything in it; instant when nothing has changed
	@:

.venv/.ready: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null \
	  || { echo "There is no $(PYTHON) here: install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1), but 3.11 or newer is needed." \
	            "If you have one: make setup PYTHON=python3.11"; exit 1; }
	@echo "Setting up .venv.  The first time fetches 0.5 to 3 GB and takes some minutes."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "Python could not make .venv." \
	            "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@set -o pipefail; $(BIN)/python -m pip install --disable-pip-version-check --no-input \
	    -c constraints.txt -e '.[indexer,dev]' \
	  | awk '/^ *Downloading .*MB/ || /^Installing/ { print "  " substr($$0, 1, 76); fflush() }'
	@touch $@
	@echo "Ready."

check: setup ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: setup ## the whole test suite; journeys are skipped, loudly, without npm or Chromium
	$(BIN)/python -m pytest

test-fast: setup ## the tests that need no encoder, no local Slack and no browser
	$(BIN)/python -m pytest -m "not journey and not browser and not encoder"

bench: setup ## speed and memory, printed beside their limits
	$(BIN)/python -m tests.bench

eval: setup ## quality of answers on the evaluation sets, printed beside floors and targets
	$(BIN)/python -m tests.quality

screenshots: setup index ## take the pictures in docs/img again from a running local Slack
	$(BIN)/python -m tests.journeys.screenshots
