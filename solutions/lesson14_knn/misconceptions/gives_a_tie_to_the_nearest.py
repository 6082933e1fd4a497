"""Believes that the label met first wins a tie, as Counter.most_common has it.

expect: test_two_labels_that_tie_give_the_smaller, test_three_labels_that_tie_give_the_smallest
says: On a tie you gave the label that the nearest point has, the one met first. Here the smallest of the labels with the most votes wins.
says_zh: 票数相同时，你取了最近那个点的标签，也就是最先遇到的。这里规定：得票最多的标签里最小的获胜。
"""

from collections import Counter


class KNN:
    """A classifier by vote."""

    def __init__(self, k: int = 3) -> None:
        self.k = k

    def fit(self, X: Tensor, y: Tensor) -> "KNN":
        """Remember points and labels."""
        self.classes, self.numbers = torch.unique(y, return_inverse=True)
        self.X = X
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The winning labels, (n,)."""
        labels = self.classes[self.numbers[nearest(X, self.X, self.k)]].tolist()
        return torch.tensor([Counter(row).most_common(1)[0][0] for row in labels])
