"""What a hidden test asserts, and how a difference is said: `check`, comparison, values as text and as pictures.

It imports `remote` for what came back; nothing of training or of explanations.
"""
