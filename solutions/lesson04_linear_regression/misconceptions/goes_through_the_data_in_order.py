"""Believes that the data comes shuffled already.

expect: test_samples_from_everywhere_meet_in_a_batch, test_each_pass_has_an_order_of_its_own
says: Your batches come in the order of the data, in every pass. Sorted data then makes one-sided batches.
says_zh: 你的小批量每遍都按数据原来的顺序。数据若是排好序的，每一批就都偏向一边。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled mini-batches, each sample once."""
    order = torch.arange(len(features))
    for start in range(0, len(features), batch_size):
        rows = order[start : start + batch_size]
        yield features[rows], labels[rows]
