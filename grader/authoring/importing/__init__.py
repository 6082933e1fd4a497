"""Makes lessons of assignments that other graders run: Otter, nbgrader, pytest, unittest.

A source is read and never executed. Each kind has a module that reads it into an `Assignment`; `bring.py` turns its tests into
those of a suite, and `write.py` makes the lesson's files of it.
"""
