"""Assignments of other graders as lessons: the same verdicts as their own tools give."""
