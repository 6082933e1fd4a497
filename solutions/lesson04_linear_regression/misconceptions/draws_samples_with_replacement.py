"""Believes that a random order comes from drawing row numbers one by one.

expect: test_batches_have_batch_size_samples, test_batches_of_a_multiple_have_no_empty_one,
    test_a_large_batch_size_gives_one_batch, test_every_sample_comes_exactly_once, test_labels_stay_with_their_features,
    test_samples_from_everywhere_meet_in_a_batch, test_each_pass_has_an_order_of_its_own,
    test_data_iter_leaves_the_data_as_it_was
says: In one pass some samples come twice and others never: you draw row numbers anew each time. Shuffle all row numbers once and cut them into pieces.
says_zh: 一遍之中有的样本出现两次，有的一次也没有：你每次都重新抽行号。应当把全部行号打乱一次，再切成几段。
"""


def data_iter(batch_size: int, features: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Go through the samples once, in a random order, a mini-batch at a time."""
    order = torch.randint(0, len(features), (len(features),))
    for start in range(0, len(features), batch_size):
        rows = order[start:start + batch_size]
        yield (features[rows], labels[rows])
