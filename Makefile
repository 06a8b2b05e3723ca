# Two commands for a newcomer: `make demo` and `make test`. Both need only Python and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ARGS   ?=

.PHONY: demo test twins attacks screenshots lint check format lock clean

demo: $(VENV)/.demo
	$(BIN)/deliberation demo $(ARGS)

test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

twins: $(VENV)/.test
	$(BIN)/python benchmarks/twins.py $(ARGS)

attacks: $(VENV)/.test
	$(BIN)/python -m tests.attacks

screenshots: $(VENV)/.test
	$(BIN)/python -m tests.screenshots

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/.demo: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --extra postgres --group test pyproject.toml requirements/build.in -o requirements/test.txt

clean:
	rm -rf $(VENV) .hypothesis .pytest_cache .mypy_cache .ruff_cache build dist *.egg-info
