"""Believes that features and labels are shuffled each for itself.

expect: test_labels_stay_with_their_features
says: Your labels come in an order of their own, so they belong to other samples. One order has to serve both.
says_zh: 你的标签另有一套顺序，于是对应到了别的样本上。两者要用同一个顺序。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Go through the samples once, in a random order, a mini-batch at a time."""
    order, other = torch.randperm(len(features)), torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        rows = order[start:start + batch_size]
        yield (features[rows], labels[other[start:start + batch_size]])
