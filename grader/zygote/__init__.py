"""One process that has imported PyTorch, and from which judges' parents and workers' parents are forked.

What it holds each of them inherits, so it is started with an empty environment and opens nothing of a course, a class or a student.
"""
