"""Believes that the place of the best k is the best k.

expect: test_twins_are_best_read_by_one_neighbour, test_noisy_labels_ask_for_more_neighbours,
    test_rows_sorted_by_label_are_mixed_first, test_each_row_is_held_out_alone, test_the_seed_alone_decides_the_parts,
    test_another_seed_mixes_anew, test_choose_k_leaves_its_arguments_as_they_were
says: You returned where the best k stands in ks, not the k itself.
says_zh: 你返回的是最佳 k 在 ks 里的位置，而不是 k 本身。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(range(len(ks)), key=lambda i: right[ks[i]])
