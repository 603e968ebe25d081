# Two commands matter: `make demo` and `make test`. Everything they need lands in .venv and var/.
PORT ?= 8000
ARGS ?=
PY := .venv/bin/python
THUIS := .venv/bin/thuis
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Compiled modules are kept even where an image says otherwise: without them each process compiles all again.
export PYTHONDONTWRITEBYTECODE =
# As the `thuis` command does: several processes that each use all cores only wait for one another.
export OPENBLAS_NUM_THREADS = 1

.PHONY: demo test harness nightly spark audit coverage check fix bench docs lock postgres clean

demo: .venv/ready ## fill the demo institution once and serve it
	$(THUIS) demo --port $(PORT)

test: .venv/ready-test ## everything that CI runs
	$(PY) -m tests.run $(ARGS)

harness: .venv/ready-test ## attack a whole site as every role, with every measure; two sites that differ in one student
	THUIS_EVERY_MEASURE=1 $(PY) -m pytest -n 2 tests/harness $(ARGS)

nightly: .venv/ready-test ## everything with the sizes and looks that the figures in the documentation rest on
	THUIS_NIGHTLY=1 $(PY) -m tests.run $(ARGS)

spark: .venv/ready-test ## the same releases on Spark: 480 MB in var/spark, and a Java 17
	test -x var/spark/bin/python || .venv/bin/uv venv -q --python $(PY) var/spark
	.venv/bin/uv pip install -q --python var/spark/bin/python --require-hashes -r requirements/test.txt
	.venv/bin/uv pip install -q --python var/spark/bin/python -r pyproject.toml --extra spark -c requirements/base.txt
	var/spark/bin/python -m pytest -n 0 -rs tests/warehouse $(ARGS)

audit: .venv/ready-test ## known holes, our source, an inventory, licences; tools in var/audit; ends with 3 when nobody answers
	test -x var/audit/bin/python || .venv/bin/uv venv -q --python $(PY) var/audit
	.venv/bin/uv pip install -q --python var/audit/bin/python pip-audit bandit cyclonedx-bom
	$(PY) -m tests.audit

coverage: .venv/ready-test ## all tests on SQLite once more, with what they do not reach
	.venv/bin/pytest -n 2 --cov --cov-report=term:skip-covered --cov-report=html:var/coverage

check: .venv/ready-test ## style, types and contracts; changes nothing
	.venv/bin/ruff check src tests bench
	.venv/bin/ruff format --check src tests bench
	.venv/bin/mypy
	.venv/bin/lint-imports

fix: .venv/ready-test ## repair style and the text catalogue
	.venv/bin/ruff check --fix src tests bench
	.venv/bin/ruff format src tests bench
	$(THUIS) texts extract

bench: .venv/ready-test ## one figure per promise
	$(PY) -m bench.run $(ARGS)

docs: .venv/ready-test ## rewrite docs/reference from content, routes and state tables; all documents as pages in var/docs
	$(THUIS) docs reference
	$(THUIS) docs build

lock: .venv/bin/uv ## renew the locked versions and their hashes
	.venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --extra install -q -o requirements/base.txt
	.venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --extra postgres -c requirements/base.txt -q -o requirements/postgres.txt
	.venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --extra test -c requirements/base.txt -q -o requirements/test.txt

postgres: .venv/ready ## what PostgreSQL needs beside it, from the lock
	.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements/postgres.txt

clean: ## forget the environment and the demo
	rm -rf .venv var

.venv/bin/uv: requirements/bootstrap.txt
	test -x $(PY) || python3 -m venv .venv
	.venv/bin/pip install -q --require-hashes -r requirements/bootstrap.txt
	touch $@

.venv/ready: requirements/base.txt pyproject.toml .venv/bin/uv
	.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements/base.txt
	VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --no-build-isolation --no-deps -e .
	$(THUIS) texts compile
	touch $@

.venv/ready-test: requirements/test.txt .venv/ready
	.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements/test.txt
	touch $@
