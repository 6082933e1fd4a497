"""Believes that the smallest score is the best.

expect: test_twins_are_best_read_by_one_neighbour, test_noisy_labels_ask_for_more_neighbours,
    test_rows_sorted_by_label_are_mixed_first, test_each_row_is_held_out_alone, test_the_seed_alone_decides_the_parts,
    test_another_seed_mixes_anew, test_choose_k_leaves_its_arguments_as_they_were
says: You chose the k with the fewest right predictions. Count errors and take the smallest, or count hits and take the largest.
says_zh: 你选的是答对最少的 k。要么数错误取最小，要么数答对取最大。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """Find by cross-validation which k classifies rows best that it has not seen."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return min(ks, key=lambda k: right[k])
