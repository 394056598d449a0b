# Two commands set everything up on a machine with Python 3.11 or later:
#   make demo   reads an example article and shows the result
#   make test   installs what tests need, then runs lint, types, the import rule, the tests and the quality gate

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test lint train clean

demo: $(VENV)/.installed
	$(BIN)/whence read examples/harbour-talks.txt --published 2026-03-12 --format report

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The model from the corpus, end to end: python training/all.py --help tells the steps and what they need.
train: $(VENV)/.tested
	$(BIN)/pip install -q -e '.[train]'
	$(BIN)/python training/all.py

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/.tested: pyproject.toml $(VENV)/.installed
	$(BIN)/pip install -q -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
