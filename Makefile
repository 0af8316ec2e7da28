# Every task of the project; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
WORKERS ?= $(if $(ARGS),0,$(shell expr $$(nproc) + 1))
PICTURES ?= .local/pictures
TESTED := TONGXIN_TEST_CONTAINERS=$(CONTAINERS) TONGXIN_TEST_DEPTH=$(DEPTH)
# Whoever starts services many times must not compile them each time.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help up down clean test pictures check check-text check-types check-shape bench bench-pipeline bench-kills bench-pages bench-cases bench-files bench-projections bench-rebuild bench-growth demo contracts docs command rebuild vendor-check lock install-check

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

up: ## run everything on this machine: http://127.0.0.1:8080 (TONGXIN_PORT=8090 make up takes another port)
	@$(PYTHON) -m deploy.local.up

down: ## stop what `make up` started; data stays in .local/
	@$(PYTHON) -m deploy.local.down

clean: ## stop it and delete its data, keys and logs
	@$(PYTHON) -m deploy.local.down --clean

test: ## all tests on real servers; CONTAINERS=1: from testcontainers; ARGS="-k name": some; DEPTH=full: for hours
	@$(TESTED) $(PYTHON) -m deploy.local.install test
	@$(TESTED) $(PY) -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadgroup $(if $(DEPTH),--timeout 3600) $(ARGS)

pictures: ## every page in both languages at 1366 and 390 px, into PICTURES (.local/pictures)
	@$(PYTHON) -m deploy.local.install test
	@TONGXIN_PICTURES=$(PICTURES) $(PY) -m pytest tests/browser/pictures.py && echo "$(PICTURES)"

check: check-text check-types check-shape ## format, lint, types, import arrows and architecture tests: under a minute

check-text: install-check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types: install-check
	$(BIN)/mypy

check-shape: install-check
	$(BIN)/lint-imports
	$(PY) -m pytest tests/architecture

install-check:
	@$(PYTHON) -m deploy.local.install check

demo: ## load the demo data again into the running system
	@$(PY) -m deploy.local.within deploy.demo

rebuild: ## make rows for lists anew: make rebuild service=rescue projection=due_list ARGS=--compare
	@$(PY) -m deploy.local.within deploy.rebuild "$(service)" $(projection) $(ARGS)

bench: bench-pipeline bench-kills bench-pages bench-cases bench-files bench-projections bench-growth ## every benchmark, one after the other

bench-pipeline: ## commands to applied reactions beside two hand-written loops
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.pipeline $(ARGS)

bench-kills: ## 50 seeded kills under load, then the ledgers compared
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.kills $(ARGS)

bench-pages: ## server time and size of pages with 769 organisations and 10,000 cases
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.pages $(ARGS)

bench-files: ## sealing, storing and checking files, and the memory of it
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.files $(ARGS)

bench-cases: ## size of a case, time of a change and of a read, and two workers who write on it at once
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.cases $(ARGS)

bench-growth: ## a change of what has absorbed much, and among many
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.growth $(ARGS)

bench-projections: ## rows for lists made anew beside the live ones, with reads and saves going on, and compared
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.projections $(ARGS)

bench-rebuild: ## the operator's rebuild of every projection of a whole running installation, with reads going on
	@$(PYTHON) -m deploy.local.install up
	@$(PY) -m bench.rebuild $(ARGS)

contracts: install-check ## compare the event schemas with their frozen snapshots (ARGS=--write adds new ones)
	@$(PY) -m shared.contracts.snapshots $(ARGS)

docs: install-check ## write AsyncAPI and OpenAPI documents
	@$(PY) -m deploy.docs

command: install-check ## add a command: make command service=grants name=retitle_project zh=更正项目名称 en="Correct title"
	@$(PY) -m deploy.command "$$service" "$$name" "$$zh" "$$en"

vendor-check: install-check ## compare vendored browser files with VENDOR.toml, offline
	@$(PY) -m services.gateway.vendor_check

lock: ## pin requirements/*.in again, with hashes (needs uv)
	@for name in run registry gateway grants rescue notify printing public servers dev; do \
	  uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	    requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@$(PYTHON) -m deploy.local.install check && $(PY) -m deploy.third_party
