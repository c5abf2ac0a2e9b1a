# The only vocabulary of this project's developers and of its continuous integration.
# `make help` lists every target.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGES := bo zh_CN en
CATALOGUES := $(LANGUAGES:%=screens/locale/%/LC_MESSAGES/kiosk.mo)

.PHONY: help venv build run scan stop test lint format tests bench bench-full shots real-shots docs-pictures i18n system-deps clean

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Installed once per change of pyproject.toml or constraints.txt.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

# A catalogue that a hand has damaged is refused with its line, before anything is compiled.
%.mo: %.po $(VENV)/.installed
	@$(BIN)/python -m screens.locale.proof $<
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@ --locale=$(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

screens/art/art.json: $(wildcard screens/art/*.txt) screens/art/bake.py $(VENV)/.installed
	@$(BIN)/python -m screens.art.bake

screens/keyboards/lexicon.tsv: screens/keyboards/names.txt screens/keyboards/bake.py $(VENV)/.installed
	@$(BIN)/python -m screens.keyboards.bake

build: $(CATALOGUES) screens/art/art.json screens/keyboards/lexicon.tsv

venv: $(VENV)/.installed build  ## build .venv with the program and its tools

run: venv  ## start the kiosk with a demo hall (DATA=folder to keep it elsewhere)
	@$(BIN)/kiosk demo run $(if $(DATA),--in '$(DATA)')

# The code goes through the environment as it is: no make and no shell reads quotes or dollars in it.
scan: export KIOSK_CODE := $(value CODE)
scan: venv  ## hold a card to the demo's reader: make scan CODE=… (DATA=folder as for run)
	@$(BIN)/kiosk scan $(if $(DATA),--in '$(DATA)') -- "$$KIOSK_CODE"

stop: venv  ## end the demo that runs in another terminal (DATA=folder as for run)
	@$(BIN)/kiosk demo stop $(if $(DATA),--in '$(DATA)')

format: venv  ## put the code into the house's format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix --quiet .

lint: venv  ## format, lint, types, import contracts, limits
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/test_limits.py

tests: venv  ## the tests alone
	$(BIN)/python -m pytest -q -n 2 --dist loadscope

test: lint tests  ## everything that must hold

bench: venv  ## ratios against floors measured in the same run (also as JSON in bench/)
	@$(BIN)/python -m tests.bench

bench-full: venv  ## the same with 10 million postings
	@$(BIN)/python -m tests.bench --full

shots: venv  ## a picture of every public screen in every language, in shots/
	@$(BIN)/python -m tests.shots

real-shots: venv  ## photographs of the hall's own terminal, in real-shots/ (root; builds it once)
	@$(BIN)/python -m tests.shots --real

docs-pictures: venv  ## the ten pictures of the documentation, anew
	@$(BIN)/python -m tests.shots --docs

i18n: venv  ## bring every catalogue up to date; say what is missing, doubtful or too long, and where
	@$(BIN)/python -m screens.locale.update
	@$(BIN)/python -m tests.shots.fit

system-deps:  ## optional system packages (fonts, zbar, strace, tmux, mmdebstrap); a failure is reported, not fatal
	@bash deploy/system-deps.sh || echo 'system-deps: not everything could be installed; the tests that need it will skip' >&2

clean:  ## remove what the other targets made
	rm -rf $(VENV) build dist *.egg-info shots real-shots bench screens/art/*.json screens/keyboards/lexicon.tsv screens/keyboards/initials.txt
	find . -name '*.mo' -o -name __pycache__ -prune | xargs rm -rf
