# The commands of the project; each does the set-up it needs.
SHELL := /bin/sh
BIN := .venv/bin
PACKAGES := common auth tenants collector simulator analyzer analytics reports api_client api_description brandmon_cli brandmon_client brandmon_local brandmon_gateway brand_table business_table scoring supply
READY := .venv/.ready
BEACON := benchmarks/.venv-promptbeacon

.PHONY: demo test check tables versions score setup up down clean bench security fuzz faults format lock help

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: $(READY) ## start everything, audit the example site, show the result (SITE=https://... audits yours, EXAMPLE=oven-and-peel another example; ARGS=--full)
	@$(BIN)/brandmon demo $(if $(SITE),--site $(SITE)) $(if $(EXAMPLE),--example $(EXAMPLE)) $(ARGS)

ALONE := connected or journeys or faults
APART := tests/isolation# services on all engines at once: ClickHouse's opens one folder in a process

test: $(READY) ## every test, on real engines started for the run (ARGS="-m pure" some of them)
ifdef ARGS
	@$(BIN)/pytest $(ARGS)
else
	@$(BIN)/pytest -n 2 --dist loadfile --ignore $(APART) -m "not ($(ALONE))"; side=$$?; \
	  $(BIN)/pytest $(APART); apart=$$?; $(BIN)/pytest -m "$(ALONE)" && exit $$((side + apart))
endif

check: $(READY) ## format, lint, types, import rules, generated files, contracts: what can be said without running
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy $(addprefix -p ,$(PACKAGES)) && $(BIN)/lint-imports --no-cache
	@$(BIN)/python -m common.contracts.publish --check && for each in docs/tables/*_table.py; do $(BIN)/python $$each --check || exit 1; done && $(BIN)/pytest -q -m 'architecture or contracts' tests/architecture libs/tests

tables: $(READY) ## write the pages that are generated from the code
	@for each in docs/tables/*_table.py; do $(BIN)/python $$each; done

versions: $(READY) ## note the versions that the rules have now, after a change of rules that is wanted
	@$(BIN)/python tests/architecture/test_the_versions.py

score: $(READY) $(if $(BESIDE),$(BEACON)/.ready) ## how well answers are read, on the gold corpus, and the example sites (ARGS="--json", "--errors 10", "--confusion"; DATASETS=folder of public sets; BESIDE=1 adds PromptBeacon)
	@$(BIN)/python -m scoring $(if $(DATASETS),--datasets $(DATASETS)) $(if $(BESIDE),--promptbeacon $(BEACON)/bin/python) $(ARGS)
	@$(BIN)/python -m scoring.sites $(filter --json,$(ARGS))

up: $(READY) ## start the local stack
	@$(BIN)/brandmon up

down: $(READY) ## stop the local stack, keep its data
	@$(BIN)/brandmon down

clean: $(READY) ## stop the local stack and wipe its data
	@$(BIN)/brandmon down --wipe

bench: $(READY) ## the measures, one JSON line each
	@$(BIN)/python -m benchmarks

security: $(READY) ## licences, bill of materials (dist/), secrets, known vulnerabilities; the samples of tests whole
	@$(BIN)/python -m supply
	@BRANDMON_TAMPERINGS=10000 $(BIN)/pytest -q -s services/auth/tests/audit_log/test_tampering.py
	@BRANDMON_WHOLE=1 $(BIN)/pytest -q services/tenants/tests/billing/test_holding.py services/tenants/tests/billing/test_orders.py libs/tests/stores/test_pooled_tenants.py tests/isolation

faults: $(READY) ## kill and freeze processes under load, one JSON line per invariant (ARGS="--seed N" replays)
	@PYTHONPATH=tests $(BIN)/python -m faults $(ARGS)

fuzz: $(READY) ## ask everything that the services' descriptions allow, and what they don't (EXAMPLES=100 of each operation, SEED=16)
	@BRANDMON_EXAMPLES=$(or $(EXAMPLES),100) BRANDMON_SEED=$(or $(SEED),16) $(BIN)/pytest -q tests/stored/doors $(ARGS)

format: $(READY) ## format and sort
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

setup: $(READY) ## create the environment in .venv

LINKED := $(wildcard libs/*/pyproject.toml services/*/pyproject.toml deploy/local/pyproject.toml deploy/gateway/pyproject.toml clients/*/pyproject.toml tools/pyproject.toml)

$(READY): requirements.lock deploy/local/binaries.lock deploy/local/bootstrap.lock deploy/local/setup.sh $(LINKED)
	@sh deploy/local/setup.sh && touch $@

$(BEACON)/.ready: benchmarks/promptbeacon.lock $(READY)
	@$(BIN)/uv venv -q --clear --python $(BIN)/python $(BEACON) && $(BIN)/uv pip sync -q --require-hashes --python $(BEACON)/bin/python $< && touch $@

lock: $(READY) ## renew the locks after a change of requirements.in
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q requirements.in -o requirements.lock
