"""Believes that randperm knows the seed by itself.

expect: test_the_seed_alone_decides_the_parts
says: You never used seed: your parts depend on the random numbers that the program has used before.
says_zh: 你没有用到 seed：你的切分取决于程序之前抽过什么随机数。
"""


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    """The k that wins the cross-validation."""
    order = torch.randperm(len(X))
    right = dict.fromkeys(ks, 0)
    for part in order.tensor_split(folds):
        rest = torch.ones(len(X), dtype=torch.bool)
        rest[part] = False
        for k in ks:
            predicted = KNN(k).fit(X[rest], y[rest]).predict(X[part])
            right[k] += int((predicted == y[part]).sum())
    return max(ks, key=lambda k: right[k])
