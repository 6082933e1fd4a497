"""Believes that labels can be averaged like numbers.

expect: test_the_majority_of_the_nearest_wins, test_three_vote_by_default, test_two_labels_that_tie_give_the_smaller,
    test_three_labels_that_tie_give_the_smallest, test_a_small_class_can_be_outvoted, test_labels_may_have_gaps
says: You averaged the labels and rounded. A label is a name: between the classes 2 and 8 there is no class 5. Count votes.
says_zh: 你把标签取了平均再取整。标签只是名字：第 2 类和第 8 类之间并没有第 5 类。要数票。
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
        labels = self.classes[self.numbers[nearest(X, self.X, self.k)]]
        return labels.double().mean(dim=1).round().long()
