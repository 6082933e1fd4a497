"""Believes that the list of ks may be put in order.

expect: test_choose_k_leaves_its_arguments_as_they_were
says: You sorted ks in place, and the caller's list changed along. sorted(ks) makes a new one.
says_zh: 你用 ks.sort() 原地排序，调用者的列表也跟着变了。sorted(ks) 会得到新的列表。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    ks.sort()
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
