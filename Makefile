# make help tells what there is. Every target makes what it needs first.
.DEFAULT_GOAL := help
.PHONY: help setup run train test quick check unit postgresql validate e2e fuzz chaos evaluate corrections bench profile doctor made-from law-report law-pages law-check law-coverage clean
SHELL := /bin/bash

BOT := .venv/bot/bin/python
ACTIONS := .venv/actions/bin/python
STEP := $(ACTIONS) scripts/step.py
EXAMPLES := $(shell find data/nlu data/sources data/questions -type f)
TRAINED_FROM := config.yml $(shell find bot/domain bot/nlu common data/nlu data/rules data/entities data/questions -type f -not -name '*.pyc')
KNOWN_FROM := $(shell find data/sources data/questions data/vocabulary.yml actions/sources actions/search actions/training common -type f -not -name '*.pyc') $(wildcard var/knowledge/*.yml)

# What built models depend on, for those that are carried to another machine (scripts/models.py).
MADE_FROM := $(sort $(TRAINED_FROM) $(KNOWN_FROM) $(EXAMPLES) bot/requirements.txt actions/requirements.txt \
  $(shell find data/law actions/law/pages bot/widget -type f -not -name '*.pyc' -not -path '*/node_modules/*' -not -path '*/dist/*'))

# What reads or writes the bridge's tables, once more on PostgreSQL (skipped where that is not installed): the core with
# every change, all of it with `make postgresql`.
CORE_ON_POSTGRESQL := tests/bot/channels/core tests/bot/channels/privacy tests/common/corrections tests/actions/corrections/test_current.py
ON_POSTGRESQL := tests/bot/channels tests/bot/desk tests/common/corrections tests/actions/corrections/test_current.py \
  tests/actions/corrections/test_lasting.py tests/scripts/test_made_up_week.py \
  tests/channels/test_handover.py tests/channels/test_lawful.py tests/channels/test_public_paths.py

# TensorFlow and old libraries inside Rasa talk a lot; none of it concerns who runs this.
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONWARNINGS := ignore
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONPATH := .

help: ## what can be made
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: .venv/bot/.ready .venv/actions/.ready bot/widget/dist/.ready ## both environments and the widget's files

.venv/bot/.ready: bot/requirements.txt tests/bot/requirements.txt
	@scripts/environment.sh .venv/bot 3.10 $^
	@touch $@

.venv/actions/.ready: actions/requirements.txt tests/requirements.txt
	@scripts/environment.sh .venv/actions 3.11 $^
	@touch $@

bot/widget/dist/.ready: data/vocabulary.yml $(shell find bot/widget -type f -not -path '*/node_modules/*' -not -path '*/dist/*')
	@command -v npm >/dev/null || { echo "Node.js (18 or newer) with npm is missing: apt-get install nodejs npm, or see nodejs.org" >&2; exit 1; }
	@printf '\033[1m==> Building the chat widget\033[0m\n'
	@cd bot/widget && npm ci --silent --no-audit --no-fund && npm run --silent build
	@touch $@

models/encoder/.ready: .venv/actions/.ready actions/training/build_encoder.py actions/training/e5_weights.py
	@$(STEP) "Building the encoder (once)" models/encoder.log $(ACTIONS) -m actions.training.build_encoder
	@touch $@

models/diacritics.json: .venv/actions/.ready $(EXAMPLES) actions/training/diacritics.py common/diacritics.py
	@$(ACTIONS) -m actions.training.diacritics

models/assistant.tar.gz: .venv/bot/.ready models/encoder/.ready models/diacritics.json $(TRAINED_FROM)
	@$(STEP) "Training the understanding" models/train.log \
	  $(BOT) -m rasa train --skip-validation --domain bot/domain --out models --fixed-model-name assistant
	@touch $@

models/readings/.ready: models/assistant.tar.gz $(EXAMPLES)
	@$(STEP) "Reading the examples" models/readings.log $(BOT) -m bot.nlu.readings
	@touch $@

# Needs the encoder alone: made while Rasa trains.
models/vectors.npz: models/encoder/.ready models/diacritics.json $(KNOWN_FROM)
	@$(STEP) "Encoding what is indexed" models/vectors.log $(ACTIONS) -m actions.training.index_vectors
	@touch $@

models/index/.ready: models/readings/.ready models/vectors.npz $(KNOWN_FROM)
	@$(STEP) "Indexing the sources" models/index.log $(ACTIONS) -m actions.training.build_index
	@touch $@

train: setup ## encoder, understanding, readings, index and law pages, as far as they are out of date
	@$(MAKE) --no-print-directory -j2 models/index/.ready models/law_pages/index.html

run: train ## start the assistant and print the page's address
	@mkdir -p var
	@$(ACTIONS) scripts/ready.py & exec .venv/actions/bin/honcho start

test: train check unit law-coverage validate e2e ## everything: lint, types, unit tests, data validation, conversations, the page

quick: .venv/actions/.ready ## lint, types and the tests that need no trained model, in seconds
	.venv/actions/bin/ruff check .
	.venv/actions/bin/mypy
	$(ACTIONS) -m pytest -m "not trained" tests/common tests/scripts tests/actions/law tests/actions/sources tests/actions/test_formats.py tests/actions/test_reply.py tests/actions/test_question.py

check: .venv/actions/.ready ## lint and types
	.venv/actions/bin/ruff check .
	.venv/actions/bin/mypy

tests/channels/node_modules/.ready: tests/channels/package-lock.json
	@cd tests/channels && npm ci --silent --no-audit --no-fund
	@touch $@

unit: train tests/channels/node_modules/.ready ## unit tests of both environments, and the channels against simulated platforms
	$(ACTIONS) -m pytest tests/actions tests/common tests/scripts tests/deploy tests/test_mirror.py tests/test_size.py tests/evaluation/documents tests/evaluation/test_search.py tests/evaluation/test_speed.py
	$(BOT) -m pytest tests/bot --ignore tests/bot/channels --ignore tests/bot/desk tests/common --ignore tests/common/corrections tests/evaluation/test_understanding.py
	$(ACTIONS) -m pytest tests/bot/channels tests/bot/desk tests/channels
	$(ACTIONS) -m pytest --database postgresql $(CORE_ON_POSTGRESQL)

postgresql: train tests/channels/node_modules/.ready ## the tests of the bridge's tables, all of them on PostgreSQL
	$(ACTIONS) -m pytest --database postgresql $(ON_POSTGRESQL)

validate: .venv/bot/.ready ## Rasa's validation of domain, rules and training data
	@$(BOT) -m rasa data validate --domain bot/domain --fail-on-warnings > models/validate.log 2>&1 \
	  || { tail -n 20 models/validate.log; exit 1; }
	@echo "rasa data validate: no problem found"

e2e: train ## conversations and the page against the running assistant
	@command -v chromium >/dev/null || { echo "Chromium is missing, the page cannot be tested: apt-get install chromium" >&2; exit 1; }
	$(ACTIONS) -m pytest tests/e2e tests/widget

fuzz: train ## 20,000 made-up messages, and every spelling of the conversations' messages, to the running assistant
	FUZZ_MESSAGES=20000 $(ACTIONS) -m pytest tests/e2e/test_fuzz.py

chaos: train ## ten thousand messages while every process is killed: on SQLite, then on PostgreSQL and Redis with two of each
	$(ACTIONS) -m tests.channels.chaos $(CHAOS)
	$(ACTIONS) -m tests.channels.chaos --large $(CHAOS)

evaluate: train ## recall, answers and understanding, measured on the sets in tests/; writes docs/evaluation/ and docs/answers.md
	$(ACTIONS) -m tests.evaluation.search
	$(BOT) -m tests.evaluation.understanding --folds 5
	$(ACTIONS) -m tests.evaluation.assistant
	$(ACTIONS) -m tests.evaluation.counter_set ask
	$(ACTIONS) -m tests.evaluation.counter_set report
	$(ACTIONS) -m tests.e2e.answers

bench: train ## speed beside Rasa's starter bot, a steady load, retraining, in one run; writes docs/performance.md
	$(ACTIONS) -m tests.evaluation.speed.bench --retrain $(BENCH)

profile: train ## where a message spends its time, in both processes
	$(ACTIONS) -m tests.evaluation.speed.profile

doctor: .venv/actions/.ready ## what is wrong with this installation, and what to do
	@$(ACTIONS) -m scripts.doctor

made-from:
	@printf '%s\n' $(MADE_FROM)

law-report: .venv/actions/.ready ## docs/law-timeline.html: every fee and limit by period, with its text
	$(ACTIONS) -m actions.law report

law-pages: models/law_pages/index.html ## models/law_pages: a page for every passage and row of the law

models/law_pages/index.html: .venv/actions/.ready $(shell find data/law data/sources data/vocabulary.yml actions/law/pages -type f -not -name '*.pyc') $(wildcard var/knowledge/*.yml)
	@printf '\033[1m==> Writing the pages of the law\033[0m\n'
	@$(ACTIONS) -m actions.law pages

law-check: .venv/actions/.ready ## lists facts whose review day has passed; fails when one has
	$(ACTIONS) -m actions.law check

law-coverage: .venv/actions/.ready ## which rows of data/law and which edges of their periods no test reaches; fails when one is left
	$(ACTIONS) -m tests.actions.law.coverage

corrections: .venv/actions/.ready ## the office's corrections that lasted, as question units for a person to review
	@$(ACTIONS) -m actions.corrections

clean: ## remove what was built, not the environments; what was entered or said (var/) stays
	rm -rf models/encoder models/index models/law_pages models/readings models/*.tar.gz models/*.json models/*.npz models/*.log bot/widget/dist
