"""Believes that the number of rows is a multiple of the number of parts.

expect: test_twins_are_best_read_by_one_neighbour, test_rows_sorted_by_label_are_mixed_first
says: You reshaped the rows into equal parts, which needs n to be a multiple of folds. Parts may differ by one row.
says_zh: 你用 reshape 把行分成等长的几份，这要求 n 是 folds 的倍数。各份的大小允许相差一行。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.reshape(folds, -1):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
