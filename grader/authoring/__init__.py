"""The author's loop: the stub from the solution, and the proof that a lesson is sound."""
