"""Adding."""


def add(a, b):
    """Return a + b."""
    # TODO (task 1): add them
    raise NotImplementedError("add: start with task 1")
