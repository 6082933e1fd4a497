"""Believes that the last rows are as good a test part as any.

expect: test_without_stratify_the_shares_are_left_to_chance, test_another_seed_gives_other_parts
says: You always take the last rows. Files are often sorted, and then the last rows are unlike the others: draw them at random, with the seed.
says_zh: 你每次都取最后几行。文件往往是排过序的，末尾的行和别处不一样：请用种子随机抽取。
"""


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """X_train, X_test, y_train, y_test."""
    group_of = y[:, 0] if stratify else torch.zeros(len(y))
    train_parts, test_parts = [], []
    for group in group_of.unique():
        rows = (group_of == group).nonzero()[:, 0]
        mixed = rows.flip(0)
        n_test = round(len(rows) * test_size)
        test_parts.append(mixed[:n_test])
        train_parts.append(mixed[n_test:])
    train, test = torch.cat(train_parts), torch.cat(test_parts)
    return X[train], X[test], y[train], y[test]
