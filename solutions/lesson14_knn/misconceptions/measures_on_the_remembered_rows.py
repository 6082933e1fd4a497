"""Believes that the share of right answers on the rows that the model remembers tells how good it is.

expect: test_twins_are_best_read_by_one_neighbour, test_noisy_labels_ask_for_more_neighbours,
    test_rows_sorted_by_label_are_mixed_first, test_each_row_is_held_out_alone, test_the_seed_alone_decides_the_parts,
    test_another_seed_mixes_anew, test_choose_k_leaves_its_arguments_as_they_were
says: You measured each k on the rows that the model remembers. There k=1 is always right, since every point is its own neighbour.
says_zh: 你用模型记住的那些行来衡量 k。每个点都是自己的近邻，所以 k=1 在那里总是全对。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[rest])
            right[k] += int((predicted == y[rest]).sum())
    return max(ks, key=lambda k: right[k])
