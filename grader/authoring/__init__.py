"""The author's loop: the stub from the solution, a lesson's proof, a new lesson, a released course.

It grades as anyone does, through the engine; no class, report or platform is known here.
"""
