# The commands of the project. `make run` and `make test` are all that most people need.
.PHONY: run install test check fix lock sbom coverage proof bench backup restore keep help
.DEFAULT_GOAL := help

# The first Python on this machine that is new enough and not too new.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && break; done)
ifeq ($(strip $(PYTHON)),)
  $(error Cannot start: Python 3.11 to 3.14 is needed, and none was found on this machine)
endif
IN_VENV = .venv/bin/python
SBOM = $(if $(FILE),$(FILE),$(if $(DATA_DIR),$(DATA_DIR),var)/sbom.json)
PRODUCTION = ENVIRONMENT=production SECRET_KEY=only-for-this-check-only-for-this-check-only-for-this-check-64 \
	ALLOWED_HOSTS=example.org

help:       ## what can be done
	@grep -E '^[a-z]+: .*##' Makefile | sed -E 's/:[^#]*##/\t/'

run:        ## start the service on 127.0.0.1:8000 (PORT=… for another port)
	@$(PYTHON) config/launch.py run

install:    ## make the environment with everything that tests and checks need
	@$(PYTHON) config/launch.py install dev

test: install ## all tests: SQLite, and PostgreSQL where TEST_DATABASE_URL names one
	@tests/run

check: install ## lint, format, migrations, production settings, secrets, known weaknesses of packages
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(IN_VENV) manage.py check --deploy --fail-level WARNING
	$(IN_VENV) config/forgotten_secrets.py
	$(IN_VENV) config/known_weaknesses.py

fix: install ## put right what ruff can put right
	$(IN_VENV) -m ruff check --fix .
	$(IN_VENV) -m ruff format .

lock: install ## compile the pinned requirements anew
	$(IN_VENV) -m pip install --quiet uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(IN_VENV) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --quiet -o requirements.txt requirements.in
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(IN_VENV) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --quiet -o requirements-dev.txt requirements-dev.in

sbom: install ## list what the service runs on, in the form of CycloneDX (FILE=… for another place than var/sbom.json)
	@$(IN_VENV) config/bill_of_materials.py $(SBOM)

coverage: install ## the tests on SQLite with the floor of coverage, which takes them twice as long
	DATABASE_URL= $(IN_VENV) -m pytest -n auto --cov --cov-report=term --cov-fail-under=95

proof: install ## the long tests, run by hand before a release and recorded (FILE=… for one of them)
	@$(IN_VENV) tests/proof/run.py $(FILE)

bench: install ## measure every row of docs/performance.md beside what else one could use (BENCH="--only rows" for one)
	$(IN_VENV) benchmarks/table.py $(BENCH)

backup:     ## write everything to one file while the service runs (FILE=… for another place)
	@$(IN_VENV) manage.py backup $(FILE)

restore:    ## bring a backup back into an empty database (FILE=…)
	@$(IN_VENV) manage.py restore $(FILE)

keep: install ## keep this release's database for the test of upgrades (a step of a release; needs TEST_DATABASE_URL)
	@$(IN_VENV) tests/releases/keep.py
