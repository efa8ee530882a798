PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check run bench score soak clean

$(VENV)/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed; name it, such as: make demo PYTHON=python3.12'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

demo: $(VENV)/ready
	$(BIN)/python -m bot demo

test: $(VENV)/ready
	$(BIN)/python -m pytest -n auto

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.advisories
	$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered --cov-fail-under=85

run: $(VENV)/ready
	$(BIN)/python -m bot run

bench: $(VENV)/ready
	$(BIN)/python -m bot bench $(CORPUS)

score: CORPUS ?= ../shared/corpus
score: $(VENV)/ready
	$(BIN)/python -m tests.score $(CORPUS)

soak: $(VENV)/ready
	$(BIN)/python -m tests.soak

clean:
	rm -rf $(VENV) .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
