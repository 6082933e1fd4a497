"""Believes that of labels with equally many votes any may win.

expect: test_two_labels_that_tie_give_the_smaller, test_three_labels_that_tie_give_the_smallest
says: On a tie you gave the largest of the labels with the most votes. Here the smallest of them wins.
says_zh: 票数相同时，你给出的是其中最大的标签。这里应当是最小的那个获胜。
"""


class KNN:
    """A classifier: the k nearest of the remembered points vote, one vote each, however near they are."""

    def __init__(self, k: int=3) -> None:
        self.k = k

    def fit(self, X: Tensor, y: Tensor) -> 'KNN':
        """Remember the points and their labels; what an earlier fit remembered is forgotten."""
        self.classes, self.numbers = torch.unique(y, return_inverse=True)
        self.X = X
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The label that wins among the k nearest remembered points of each row of X."""
        votes = one_hot(self.numbers[nearest(X, self.X, self.k)], len(self.classes)).sum(dim=1)
        return self.classes[len(self.classes) - 1 - votes.flip(1).argmax(dim=1)]
