"""Believes that there is always a rest after the full batches.

expect: test_batches_of_a_multiple_have_no_empty_one
says: When n is a multiple of batch_size, your last batch is empty. Its mean is NaN. How many batches are needed for 12 samples, 4 at a time?
says_zh: n 恰好是 batch_size 的倍数时，你的最后一批是空的，对它求均值会得到 NaN。12 个样本每批 4 个，需要几批？
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.randperm(len(features))
    for batch in range(len(features) // batch_size + 1):
        start = batch * batch_size
        rows = order[start : start + batch_size]
        yield features[rows], labels[rows]
