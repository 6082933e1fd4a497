"""Believes that labels need not be mixed along with their points.

expect: test_noisy_labels_ask_for_more_neighbours, test_rows_sorted_by_label_are_mixed_first,
    test_each_row_is_held_out_alone, test_the_seed_alone_decides_the_parts, test_another_seed_mixes_anew,
    test_choose_k_leaves_its_arguments_as_they_were
says: You mixed X and left y as it was, so that the points lost their labels. Use the same row numbers for both.
says_zh: 你打乱了 X，却没有同样打乱 y，点和标签对不上了。两者要用同一组行号。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    X, order = X[order], torch.arange(len(X))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
