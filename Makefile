PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check run bench score soak clean

$(VENV)/ready: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

demo: $(VENV)/ready
	$(BIN)/python -m bot demo

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --fail-under=85

run: $(VENV)/ready
	$(BIN)/python -m bot run

bench: $(VENV)/ready
	$(BIN)/python -m bot bench $(CORPUS)

score: CORPUS ?= ../shared/corpus
score: $(VENV)/ready
	$(BIN)/python -m tests.score $(CORPUS)

clean:
	rm -rf $(VENV)
