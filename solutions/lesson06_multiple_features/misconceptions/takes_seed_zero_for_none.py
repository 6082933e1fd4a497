"""Believes that a seed that counts as false is no seed.

expect: test_same_seed_gives_the_same_parts
says: Your split leaves the seed 0 unused: `if seed:` is false for 0. A default such as None is what `is None` asks for.
says_zh: 种子是 0 时你没有用它：`if seed:` 遇到 0 为假。想知道是不是没给，要用 `is None` 判断。
"""


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """X_train, X_test, y_train, y_test."""
    if seed:
        torch.manual_seed(seed)
    group_of = y[:, 0] if stratify else torch.zeros(len(y))
    train_parts, test_parts = [], []
    for group in group_of.unique():
        rows = (group_of == group).nonzero()[:, 0]
        mixed = rows[torch.randperm(len(rows))]
        n_test = round(len(rows) * test_size)
        test_parts.append(mixed[:n_test])
        train_parts.append(mixed[n_test:])
    train, test = torch.cat(train_parts), torch.cat(test_parts)
    return X[train], X[test], y[train], y[test]
