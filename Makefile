# Siap Wawancara: `make` builds the site into site/, `make help` says what else there is.
# Needs Python 3.11 or newer, git and make; all the rest goes into .venv.

PYTHON ?= python3

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV

RUN := .venv/bin
# Inexact: what `make test` adds and what uv does not know stay when `make` runs again. Compiled now, or
# every command would compile all packages anew where Python is told not to keep what it compiled.
SYNC := $(RUN)/uv sync --quiet --frozen --inexact --compile-bytecode --python $(RUN)/python

# Who knows of vulnerabilities, when it is not api.osv.dev.
OSV ?=

# For how many seconds `make fuzz` looks.
TIME ?= 600

# Where handouts with a centre's name go.
OUT ?= handouts

# How many readers `make soak` sends.
READERS ?= 1000

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: build serve validate check ledger status publish handouts paths test bench-build bench-flow bench-load bench-reader bench-search soak fuzz mutate audit sbom clean help

build: .venv/.runtime ## Build the site into site/
	@$(RUN)/siap build

serve: .venv/.runtime ## Show the site while you write, and reload it at every change
	@$(RUN)/siap serve

validate: .venv/.runtime ## Validate what was written: pages, records, templates
	@$(RUN)/siap validate

check: .venv/.runtime ## Check what was built: the pages in site/
	@$(RUN)/siap check

ledger: build ## Add what is new to the ledger of addresses, and give new pages short links
	@$(RUN)/siap ledger

status: .venv/.runtime ## Say how pages and records stand: stale, due for review, hard to read
	@$(RUN)/siap status

publish: .venv/.runtime ## Take the built site live: make publish TARGET=…
	@$(RUN)/siap publish "$(TARGET)"

handouts: .venv/.runtime ## Print with a centre's name: make handouts CENTRE=centre.yml [OUT=DIR]
	@test -n "$(CENTRE)" || { echo "Say whose: make handouts CENTRE=centre.yml" >&2; exit 1; }
	@$(RUN)/siap handouts --centre "$(CENTRE)" --out "$(OUT)"

paths: .venv/.runtime ## List every path of every guide anew, for reviewers
	@$(RUN)/siap paths

bench-build: .venv/.dev ## Time builds beside those of stock Material, at 100, 500 and 2,000 articles
	@$(RUN)/python -m tests.bench_build

bench-search: .venv/.dev ## Try what search finds among 100 and 500 articles, and what it costs
	@$(RUN)/python -m tests.bench_search

bench-flow: .venv/.dev ## Time guides of 50 and 500 nodes
	@$(RUN)/python -m tests.bench_flow

bench-reader: .venv/.dev ## Weigh and time pages beside those of stock Material
	@$(RUN)/python -m tests.programs
	@$(RUN)/python -m tests.bench_reader

bench-load: .venv/.dev ## Put load on nginx with our pages and with those of stock Material
	@$(RUN)/python -m tests.programs
	@$(RUN)/python -m tests.bench_load

soak: .venv/.dev ## Send simulated readers through the tools: make soak [READERS=1000]
	@$(RUN)/python -m tests.soak $(READERS)

test: .venv/.dev ## Run every test: style, types, content, code, browser
	@$(RUN)/python -m tests.programs
	@echo "Checking style and types …"
	@$(RUN)/ruff format --quiet --check
	@$(RUN)/ruff check --quiet
	@$(RUN)/mypy --no-error-summary
	@echo "Validating the content …"
	@$(RUN)/siap validate
	@echo "Running the tests …"
	@$(RUN)/python -m pytest -n auto --dist worksteal tests

audit: .venv/.uv ## Ask which of the locked packages have known vulnerabilities
	@$(RUN)/uv audit --frozen --preview-features audit-command $(OSV:%=--service-url %) || { code=$$?; \
		test $$code -eq 1 || echo "Nothing was audited: the list of vulnerabilities cannot be read." >&2; \
		exit $$code; \
	}

sbom: .venv/.runtime ## List what a build runs, with licences, as CycloneDX: make sbom > sbom.json
	@$(RUN)/uv export --quiet --frozen --preview-features sbom-export --format cyclonedx1.5 | $(RUN)/siap sbom -

fuzz: .venv/.dev ## Try every parser with inputs nobody would write: make fuzz [TIME=seconds]
	@$(SYNC) --group dev --group fuzz
	@$(RUN)/python -m tests.fuzz --time $(TIME)

mutate: .venv/.dev ## Try whether tests notice faults: make mutate MODULE=scripts/ledger.py [MANY=100]
	@test -n "$(MODULE)" || { echo "Say which module: make mutate MODULE=scripts/ledger.py" >&2; exit 1; }
	@$(SYNC) --group dev --group mutate
	@$(RUN)/python -m tests.mutate $(MANY:%=--many %) "$(MODULE)"

clean: ## Remove everything that make has made
	@rm -rf .venv .cache site .site-new-* .site-old-*
	@rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find scripts tests -name __pycache__ -prune -exec rm -rf {} +

help: ## Say what make can do
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 - /p' Makefile

# Once the Python of .venv has gone, as after an upgrade of the system, all of it is made again.
ifneq ($(shell test -x $(RUN)/python && echo there),there)
.PHONY: .venv/.uv
endif

# The first Python that is new enough wins.
$(RUN)/python:
	@for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
			package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
			echo "$$python cannot make virtual environments: its venv or ensurepip is missing." >&2; \
			echo "On Debian and Ubuntu, run: sudo apt-get install $$package" >&2; \
			exit 1; \
		}; \
		"$$python" -m venv --clear .venv || { rm -rf .venv; exit 1; }; \
		exit 0; \
	done; \
	echo "Python 3.11 or newer is needed, and \"$(PYTHON)\" is not one." >&2; \
	echo "Install one, or say where it is: make PYTHON=/path/to/python3" >&2; \
	exit 1

# A .venv that uv made has no pip until ensurepip puts it there.
.venv/.uv: requirements-uv.txt | $(RUN)/python
	@echo "Installing uv into .venv …"
	@$(RUN)/python -m pip --version >/dev/null 2>&1 || $(RUN)/python -m ensurepip >/dev/null
	@$(RUN)/python -m pip install -qq --disable-pip-version-check --only-binary :all: --require-hashes -r requirements-uv.txt
	@touch $@

.venv/.runtime: pyproject.toml uv.lock .venv/.uv
	@echo "Installing what the project needs into .venv …"
	@$(SYNC)
	@touch $@

.venv/.dev: .venv/.runtime
	@echo "Installing what the tests need into .venv …"
	@$(SYNC) --group dev
	@touch $@
