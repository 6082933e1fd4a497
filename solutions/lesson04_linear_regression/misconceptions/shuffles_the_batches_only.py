"""Believes that it is enough to take fixed batches in a random order.

expect: test_samples_from_everywhere_meet_in_a_batch
says: Only the order of your batches is random; which samples share a batch is always the same. Shuffle the samples, then cut.
says_zh: 你只打乱了批的先后，哪些样本同在一批却是固定的。应当先打乱样本，再分批。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    batches = torch.arange(len(features)).split(batch_size)
    first, last = batches[:-1], batches[-1]
    for batch in [*torch.randperm(len(first)).tolist(), len(first)]:
        rows = [*first, last][batch]
        yield features[rows], labels[rows]
