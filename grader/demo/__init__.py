"""A class of students that comes with the package, and what each of them must be told.

It is graded as any class and shown as any class; the promise of each student stands in `class.toml`.
"""
