"""Adding."""


def add(a, b):
    """Return a + b."""
    # BEGIN SOLUTION task 1: add them
    return a + b
    # END SOLUTION
