# The register's commands. `make run` and `make test` set up all they need; nothing else has to be installed first.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test contract check bench lock clean
.NOTPARALLEL:

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_SYSTEM_CERTS := 1
export PYTHONUTF8 := 1
export PORT ?= 8000

PYTHON := .venv/bin/python
LOCK := $(PYTHON) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

# The development lock holds everything the other one holds, so once it is installed `make run` is served by it too.
RUNTIME := $(if $(wildcard .venv/.development),.venv/.development,.venv/.runtime)

help: ## say what can be asked for
	@awk -F ': .*## ' '/^[a-z]+: .*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: $(RUNTIME) ## set up, fill and serve the register on 127.0.0.1:$PORT (8000 unless said)
	@$(PYTHON) manage.py open_register
	@exec $(PYTHON) manage.py serve_register

test: .venv/.development ## run the whole suite; DATABASE_URL chooses PostgreSQL
	@exec env -u DEBUG $(PYTHON) -m pytest $(ARGS)

contract: .venv/.development ## ask the API what nobody thought of (schemathesis, CASES=40 an address); DATABASE_URL as above
	@exec env -u DEBUG CONTRACT_CASES=$(or $(CASES),40) $(PYTHON) -m pytest tests/api/test_contract.py $(ARGS)

check: .venv/.development ## formatting, lint, import contracts, migrations, templates, dependencies, deploy check
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@.venv/bin/lint-imports --no-logo
	@$(PYTHON) -m djlint --lint --quiet templates
	@$(PYTHON) -m deptry .
	@env -u DEBUG DATABASE_URL=sqlite://:memory: $(PYTHON) manage.py makemigrations --check --dry-run
	@env -u DEBUG DATABASE_URL=sqlite://:memory: ALLOWED_HOSTS=register.example \
		SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(PYTHON) manage.py check --deploy --fail-level WARNING

bench: .venv/.development ## measure the register against plain DRF and the bare limit
	@exec $(PYTHON) -m tests.benchmarks $(ARGS)

lock: .venv/.uv ## make the three locks again from pyproject.toml
	@$(LOCK) pyproject.toml --output-file requirements.txt
	@$(LOCK) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(LOCK) --group pyproject.toml:installer --output-file requirements-uv.txt

clean: ## remove the virtual environment and every cache; the local register in .local stays
	@rm -rf .venv .hypothesis .import_linter_cache .pytest_cache .ruff_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. One stamp for each lock says that it is installed as it stands.

.venv/bin/python:
	@for python in "$${PYTHON3:-python3}" python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && found="$$python" && break; \
	done; \
	if [ -z "$$found" ]; then \
		echo "The register needs Python 3.11 or newer, and 'python3' here is $$(python3 --version 2>/dev/null || echo missing)." \
			"Install one, or name it: PYTHON3=/path/to/python3.11 make run" >&2; exit 1; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "This Python cannot make a virtual environment: install python3-venv (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; \
	fi; \
	echo "Making a virtual environment in .venv"; \
	"$$found" -m venv --clear .venv || { rm -rf .venv; exit 1; }

.venv/.uv: requirements-uv.txt | .venv/bin/python
	@echo "Installing the installer"
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement requirements-uv.txt
	@touch $@

# uv is several times faster; where it cannot reach the index (it reads no pip configuration), pip does the same work.
install = $(PYTHON) -m uv pip sync --quiet --require-hashes --python $(PYTHON) $< 2>/dev/null \
	|| { echo "  uv could not; pip is doing it, which takes longer"; \
		$(PYTHON) -m pip install --quiet --require-hashes --requirement $<; }

.venv/.runtime: requirements.txt .venv/.uv
	@echo "Installing what the register runs on"
	@$(install)
	@touch $@

.venv/.development: requirements-dev.txt .venv/.uv
	@echo "Installing what the register is tested with"
	@$(install)
	@touch $@
