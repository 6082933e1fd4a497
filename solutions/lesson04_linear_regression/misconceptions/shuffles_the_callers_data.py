"""Believes that the data itself must be put into a random order.

expect: test_data_iter_leaves_the_data_as_it_was
says: You wrote the shuffled rows back into the caller's tensors. Shuffle row numbers; the data can stay where it is.
says_zh: 你把打乱后的行写回了调用者的张量。打乱行号就够了，数据不必动。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.randperm(len(features))
    features[:], labels[:] = features[order], labels[order]
    for start in range(0, len(features), batch_size):
        yield features[start : start + batch_size], labels[start : start + batch_size]
