# Two commands do everything on a fresh machine: `make demo` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# One more than there are cores: a judge and its worker wait for each other, and many attacks only for a limit to end them.
JOBS ?= 3
TEST_JOBS ?= 3

.PHONY: demo test docs quick check types lessons tests docs-fresh format golden schema clean

demo: $(STAMP)
	$(BIN)/dlgrade demo

test: check types lessons tests

# What is about the files that have changed since the last commit.
quick: check types
	$(BIN)/python scripts/quick.py

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

lessons: $(STAMP)
	$(BIN)/dlgrade lint --level taught --jobs $(JOBS)

tests: $(STAMP)
	$(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadfile --no-loadscope-reorder

# The documents and handouts as a site, in site/. A link that leads nowhere fails it.
docs: $(STAMP)
	$(BIN)/sphinx-build -q -W --keep-going -c docs -d site/.doctrees . site

# docs/lms and docs/your-course.md once more, typed into an environment that has dlgrade and what its pages say to install; and every line that installs,
# each in an environment with nothing in it. Takes the better part of an hour.
docs-fresh: $(STAMP)
	DLGRADE_DOCS_BIN=$$(scripts/docs_env.sh) $(BIN)/python -m pytest -m "slow or not slow" tests/lms/test_pages.py tests/test_your_course.py tests/test_install_lines.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(STAMP): pyproject.toml constraints.txt scripts/bootstrap.sh
	scripts/bootstrap.sh $(VENV)
	touch $(STAMP)

# The toy course's scorecards and pages as they are now. Read the difference before you commit it.
golden: $(STAMP)
	DLGRADE_GOLDEN=write $(BIN)/python -m pytest tests/test_toy_course.py tests/learner/test_in_a_terminal.py

schema: $(STAMP)
	$(BIN)/python -c 'import json, grader.scorecard as s; print(json.dumps(s.schema(), indent=2, sort_keys=True))' > grader/scorecard.schema.json

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis demo-report
