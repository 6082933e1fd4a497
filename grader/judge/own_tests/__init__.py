"""Tests that a student writes, tried on right and wrong programs of the course. They are hostile: they run in a worker of their own.

The program runs in another worker. The judge hands on what the tests ask of it and what it answers, and nothing else crosses: the
tests cannot read the program, and cannot know which one they meet. `in_tests` and `in_program` are what runs at the two ends.
"""
