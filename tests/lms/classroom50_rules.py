"""What Classroom 50's runner sets for a job, and the rules for the result that the job must leave."""

from __future__ import annotations

import jsonschema

RUNNER = {
    "CLASSROOM": "dl-2026",
    "ASSIGNMENT": "hw1",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "octocat",
    "SUBMISSION_TAG": "submit/2026-01-01T00-00-00Z-abcdef0",
    "COMMIT_URL": "https://github.com/x/y/commit/1",
    "RELEASE_URL": "https://github.com/x/y/releases/1",
    "REVIEW_URL": "https://github.com/x/y/compare/1",
}
WHOLE = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"}
FIELDS = {
    **dict.fromkeys(("classroom", "assignment", "owner", "commit", "release", "review"), TEXT),
    "schema": {"const": "classroom50/result/v1"},
    "assignment_type": {"enum": ["individual", "group"]},
    "submission": {"type": "string", "pattern": "^submit/"},
    "datetime": TIME,
    "score": WHOLE,
    "max-score": WHOLE,
    "tests": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["test-name", "passed", "score", "max-score"],
            "properties": {"test-name": TEXT, "passed": {"type": "boolean"}, "score": WHOLE, "max-score": WHOLE},
        },
    },
}
# Classroom 50's schemas/result-v1.schema.json in short: no other key at the top but two that are optional.
SCHEMA = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": list(FIELDS),
        "properties": FIELDS | {"graded_at": TIME, "submitted_by": {"type": "object"}},
        "additionalProperties": False,
    }
)
