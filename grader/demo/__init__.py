"""A class of students that comes with the package, and what each of them must be told."""
