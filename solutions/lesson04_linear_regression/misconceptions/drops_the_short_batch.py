"""Believes that all mini-batches must have the same length.

expect: test_batches_have_batch_size_samples, test_a_large_batch_size_gives_one_batch,
    test_every_sample_comes_exactly_once
says: The samples that do not fill a whole batch never come. A pass brings every sample, the last batch may be short.
says_zh: 凑不满一批的样本没有出现。一遍要用到每个样本，最后一批可以短一些。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.randperm(len(features))
    for start in range(0, len(features) - batch_size + 1, batch_size):
        rows = order[start : start + batch_size]
        yield features[rows], labels[rows]
