"""Networks trained by student code under the judge's clock, on labels that a secret permutation has renamed.

It imports `remote` and `checks`; the rules of a pass are in `measured`, the fair clock in `timing`. A suite may take
`SecretLabels` from here for a small training of its own.
"""

from grader.judge.training.secret_labels import SecretLabels

__all__ = ["SecretLabels"]
