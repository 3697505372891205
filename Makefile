# Boxwood. `make` alone lists what there is; every path is relative to this folder.

SWIFT ?= swift
PYTHON ?= python3
NODE ?= node
DATA ?=
ARGS ?=
export SWIFT PYTHON NODE

# Without this, SwiftPM lets a target import any module that happens to be built already.
CHECKED := --explicit-target-dependency-import-check error

SWIFT_SOURCES := Package.swift Sources Tests
CLIENT_TESTS := $(wildcard Tests/WebClient/*.test.js)
LAYERS := Geometry Labeling Agreement Formats Imaging Storage Workflow Server boxwood

.DEFAULT_GOAL := help
.PHONY: help demo build test build-tests test-swift test-references test-client test-browser bench format lint docs clean

help: ## list these targets
	@echo 'Boxwood: make TARGET'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'Variables: SWIFT, PYTHON, NODE (the tools), DATA (the data folder), ARGS (more for boxwood demo).'
	@echo "For example: make demo DATA=/tmp/demo ARGS='--port 9000'"

demo: ## install what is missing, build, and serve a demonstration project
	@.ci/install build
	@$(MAKE) --no-print-directory build
	.build/release/boxwood demo $(if $(DATA),--data '$(DATA)') $(ARGS)

build: ## build .build/release/boxwood
	@.ci/install --check build
	$(SWIFT) build --configuration release --product boxwood $(CHECKED)

test: ## install what the tests need and run every test
	@.ci/test

build-tests: ## build .build/debug/boxwood and the Swift tests
	$(SWIFT) build --build-tests $(CHECKED)

test-swift: build-tests ## run the Swift tests; ARGS='--filter Geometry' chooses some
	$(SWIFT) test --skip-build $(CHECKED) $(ARGS)

test-references: ## compare the fixtures with what the packages they come from answer today
	.venv-references/bin/python Tests/Fixtures/generate/check.py

# Before version 22, Node takes a .js file without a package.json beside it for CommonJS.
test-client: ## run the web client's tests under Node
	@test -n '$(CLIENT_TESTS)' || { echo 'Tests/WebClient holds no test.' >&2; exit 1; }
	@modules=$$($(NODE) -p 'parseInt(process.versions.node) < 22 ? "--experimental-default-type=module" : ""'); \
	set -x; $(NODE) --no-warnings $$modules --test --test-reporter spec $(CLIENT_TESTS)

# Two files of stories at a time, each with a server and a browser of its own. A story that fails is told once more,
# and the closing summary names it, so that a busy machine fails no run and hides nothing either.
test-browser: ## run the tests in Chromium, against .build/debug/boxwood
	@.venv/bin/pytest -q -rsR -p no:cacheprovider --numprocesses 2 --dist loadfile --reruns 1 Tests/Browser $(ARGS); status=$$?; \
	if [ $$status = 5 ]; then echo 'Tests/Browser holds no test.' >&2; fi; \
	exit $$status

bench: build ## run the benchmarks, beside what a user would pick instead; CROWDS=folder adds real crowds, PHOTOGRAPHS=folder real pictures
	$(PYTHON) -m venv .build/benchmarks
	.build/benchmarks/bin/pip install --quiet -r Tests/Benchmarks/requirements.txt
	.build/benchmarks/bin/python Tests/Benchmarks/merging.py .build/release/boxwood --cores 2 $(ARGS)
	.build/benchmarks/bin/python Tests/Benchmarks/simulated.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/polygons.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/ingest.py .build/release/boxwood $(if $(PHOTOGRAPHS),--photographs '$(PHOTOGRAPHS)')
	.build/benchmarks/bin/python Tests/Benchmarks/tiles.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/starting.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/client.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/drawing.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/dashboards.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/annotating.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/strangers.py .build/release/boxwood
	.build/benchmarks/bin/python Tests/Benchmarks/telling_apart.py .build/release/boxwood
	$(if $(CROWDS),.build/benchmarks/bin/python Tests/Benchmarks/crowds.py .build/release/boxwood '$(CROWDS)')
	$(if $(CROWDS),.build/benchmarks/bin/python Tests/Benchmarks/conflicts.py .build/release/boxwood '$(CROWDS)')
	$(if $(CROWDS),.build/benchmarks/bin/python Tests/Benchmarks/calibration.py .build/release/boxwood $(wildcard $(CROWDS)/*.json))

format: ## rewrite the Swift sources in the one format
	$(SWIFT) format format --in-place --parallel --recursive $(SWIFT_SOURCES)

lint: ## name every place that is not in that format
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)

docs: ## write the documentation to .build/docs
	@mkdir -p .build/docs
	BOXWOOD_DOCS=1 $(SWIFT) package --allow-writing-to-directory .build/docs generate-documentation \
		$(foreach layer,$(LAYERS),--target $(layer)) --enable-experimental-combined-documentation \
		--output-path .build/docs

clean: ## remove what building and testing made; never a data folder
	rm -rf .build .venv .venv-references .swiftpm
