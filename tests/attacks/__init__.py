"""Submissions that attack the grader, and the tests that each of them earns what its honest part earns."""
