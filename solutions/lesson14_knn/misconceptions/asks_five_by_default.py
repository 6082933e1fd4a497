"""Believes that a default from another library holds here.

expect: test_three_vote_by_default
says: Your KNN() asks five neighbours, as scikit-learn does. Here the default is k=3.
says_zh: 你的 KNN() 默认看 5 个近邻，那是 scikit-learn 的习惯。这里默认 k=3。
"""


class KNN:
    """A classifier by vote."""

    def __init__(self, k: int = 5) -> None:
        self.k = k

    def fit(self, X: Tensor, y: Tensor) -> "KNN":
        """Remember points and labels."""
        self.classes, self.numbers = torch.unique(y, return_inverse=True)
        self.X = X
        return self

    def predict(self, X: Tensor) -> Tensor:
        """The winning labels, (n,)."""
        votes = one_hot(self.numbers[nearest(X, self.X, self.k)], len(self.classes)).sum(dim=1)
        return self.classes[votes.argmax(dim=1)]
