"""Believes that the labels may stay in order when the features are shuffled.

expect: test_labels_stay_with_their_features
says: You shuffled the features and left the labels in order, so each sample gets the label of another one. One order has to serve both.
says_zh: 你只打乱了特征，标签还是原来的顺序，于是样本配上了别人的标签。两者要用同一个顺序。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        rows = order[start : start + batch_size]
        yield features[rows], labels[start : start + batch_size]
