# `make demo` and `make test` need nothing but Python 3.11 or newer with pip; both make their own .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint bench lists clean

demo: $(VENV)/.installed
	$(BIN)/eventrules extract examples/summit.txt --published 2024-03-06 --format table

test: $(VENV)/.test
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/eventrules check

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/throughput.py

lists: $(VENV)/.installed
	$(PIP) install --group build-lists
	$(BIN)/python tools/build_lists.py

$(VENV)/.made:
	@echo "setting up $(VENV), once"
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(PIP) install --editable . >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	touch $@

$(VENV)/.test: $(VENV)/.installed
	$(PIP) install --group test
	touch $@

$(VENV)/.lint: $(VENV)/.test
	$(PIP) install --group lint
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .hypothesis .pytest_cache .ruff_cache .import_linter_cache
