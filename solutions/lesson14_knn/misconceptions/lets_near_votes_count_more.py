"""Believes that a near neighbour has more to say than a far one.

expect: test_the_majority_of_the_nearest_wins, test_three_vote_by_default, test_two_labels_that_tie_give_the_smaller,
    test_three_labels_that_tie_give_the_smallest, test_a_small_class_can_be_outvoted,
    test_points_that_are_very_far_away_vote_too, test_a_second_fit_forgets_the_first,
    test_knn_leaves_its_arguments_as_they_were, test_twins_are_best_read_by_one_neighbour,
    test_noisy_labels_ask_for_more_neighbours, test_rows_sorted_by_label_are_mixed_first,
    test_choose_k_leaves_its_arguments_as_they_were,
    test_the_nine_wolves
says: You let a near neighbour's vote count for more. In this KNN each of the k has one vote, however near it is.
says_zh: 你让近的邻居的票更重。在这里的 KNN 中，k 个近邻不论远近，每个都只有一票。
"""


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
        rows = nearest(X, self.X, self.k)
        weights = 1 / ((X[:, None] - self.X[rows]).square().sum(dim=2).sqrt() + 1e-9)
        votes = (one_hot(self.numbers[rows], len(self.classes)) * weights[:, :, None]).sum(dim=1)
        return self.classes[votes.argmax(dim=1)]
