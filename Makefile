# Tandem's commands. PORT moves the port of `make run`; PYTHON names a Python 3.10.
export PORT ?= 5005
export RASA_TELEMETRY_ENABLED = false
export PYTHONWARNINGS ?= ignore
export TF_CPP_MIN_LOG_LEVEL = 3
export TQDM_DISABLE = 1
export SQLALCHEMY_SILENCE_UBER_WARNING = 1

python = .venv/bin/python

.PHONY: help run shell train current test programs check format bench tune lock setup clean
.NOTPARALLEL:

help:  ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 10

run: current  ## start the assistant; Ctrl-C stops it
	@$(python) -m launch

shell: current  ## talk to the assistant in the terminal
	@$(python) -m launch.shell

train: setup  ## build the knowledge; learn again from the examples only where these changed
	@$(python) -m launch.train

test: programs current  ## all tests; installs what they need
	@sh launch/setup.sh tests
	@PYTHONWARNINGS=default $(python) -m pytest

check: setup  ## lint, format, types, Rasa's own data check
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@$(python) -m launch.rasa_cli data validate --quiet --fail-on-warnings

format:  ## put the code into the house's format
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

bench: current  ## measure answers and speed, beside what one would use instead; DATA=FOLDER adds the public data sets
	@$(python) -m benchmarks.answers
	@$(python) -m benchmarks.speed
	@$(python) -m benchmarks.growth
	@if [ -n "$(DATA)" ]; then $(python) -m benchmarks.public --data "$(DATA)"; fi
	@$(python) -m benchmarks.report

tune: current  ## fit the gate on the development questions
	@$(python) -m benchmarks.tune

lock:  ## write requirements.txt from requirements.in, and that of tests/ (needs uv)
	@uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-annotate --no-header \
		--custom-compile-command "make lock" requirements.in --output-file requirements.txt
	@uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-annotate --no-header \
		tests/requirements-interface.in --output-file tests/requirements-interface.txt

setup:  ## install what is needed; done by the other commands too
	@sh launch/setup.sh

clean:  ## remove what was built
	@rm -rf models/* .rasa .pytest_cache .mypy_cache .ruff_cache

programs:  # of the system, that only the tests need
	@sh tests/install-system-packages.sh

current: setup  # build and train what is not there yet, or is older than what it is made from
	@$(python) -m launch.train --where-needed
