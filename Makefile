# One command for each thing one does here; `make help` lists them. All use their own .venv.

PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/.ready
FRONTEND := workbench/ui/coding_pane/frontend
PANE_READY := $(FRONTEND)/node_modules/.ready
WORKBENCH_REFERENCE ?= ../shared/reference

.DEFAULT_GOAL := help
.PHONY: help demo test reference bench check load fuzz killed programs

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

demo: $(READY) ## start a ready team and study in the browser
	.venv/bin/workbench demo

test: $(READY) $(PANE_READY) programs ## run every test, those in the browser included
	cd $(FRONTEND) && npm test
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

reference: $(READY) ## run the tests that read the reference data
	@test -d "$(WORKBENCH_REFERENCE)" || { echo "There is no reference data at \
	$(WORKBENCH_REFERENCE); set WORKBENCH_REFERENCE to the folder that holds it." >&2; exit 1; }
	WORKBENCH_REFERENCE="$(abspath $(WORKBENCH_REFERENCE))" $(PY) -m pytest -m reference tests/reference

bench: $(READY) programs ## measure the speed that people feel
	$(PY) tests/bench/run.py

load: $(READY) ## 50 people marking and 100 watching for ten minutes, with figures
	$(PY) tests/bench/load.py

fuzz: $(READY) ## 10,000 hostile inputs to every parser and route, then five minutes steered by coverage
	WORKBENCH_FUZZ=10000 $(PY) -m pytest -q --timeout=0 tests/fuzz
	.venv/bin/pip install -q --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(PY) -m tests.fuzz.guided

killed: $(READY) ## kill the server at 200 random moments under load, and trace its syncs
	WORKBENCH_KILLS=200 $(PY) -m pytest -q --timeout=0 tests/server/test_killed.py tests/server/test_faults.py

check: $(READY) $(PANE_READY) ## look for faults without running anything
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --output-format concise .
	.venv/bin/lint-imports --no-logo
	.venv/bin/mypy
	cd $(FRONTEND) && npm run --silent check

$(READY): pyproject.toml constraints.txt
	test -x $(PY) || $(PYTHON) -m venv .venv
	.venv/bin/pip install -q --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

$(PANE_READY): $(FRONTEND)/package.json
	@command -v npm >/dev/null || { echo "The coding pane is tested with Node, which is not \
	installed; install Node 20 or newer, with npm." >&2; exit 1; }
	cd $(FRONTEND) && npm install --no-package-lock --no-audit --no-fund --silent
	@touch $@

# What the tests drive from outside Python, each with the Debian package that brings it. Only root
# may install them; anybody else is told what is missing.
programs:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-writer-nogui"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	command -v strace >/dev/null || missing="$$missing strace"; \
	fonts="$$(fc-list 2>/dev/null || true)"; \
	case "$$fonts" in *NotoColorEmoji*) ;; *) missing="$$missing fontconfig fonts-noto-color-emoji";; esac; \
	case "$$fonts" in *NotoSansDevanagari*) ;; *) missing="$$missing fonts-noto-core";; esac; \
	case "$$fonts" in *DejaVuSans*) ;; *) missing="$$missing fonts-dejavu-core";; esac; \
	case "$$fonts" in *LiberationSans*) ;; *) missing="$$missing fonts-liberation";; esac; \
	test -z "$$missing" && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing for the tests:$$missing"; \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	  apt-get -qq install -y --no-install-recommends $$missing >/dev/null && exit 0; \
	fi; \
	echo "The tests need these Debian packages, which could not be installed from here:$$missing; \
	install them and run this again." >&2; exit 1
