"""Believes that the rows come in a good order.

expect: test_rows_sorted_by_label_are_mixed_first, test_another_seed_mixes_anew
says: You cut the rows as they come. In sorted rows a part can be a whole class, and then nobody is left who knows its label.
says_zh: 你按原有次序直接切分。数据若是排过序的，一份可能正好是整整一类，剩下的点里就没人认识它了。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.arange(len(X))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
