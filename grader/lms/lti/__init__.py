"""Scores to a learning platform over LTI 1.3: its Assignment and Grade Services, and its roster."""
