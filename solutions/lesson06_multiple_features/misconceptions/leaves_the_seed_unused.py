"""Believes that random is random, whatever the seed.

expect: test_same_seed_gives_the_same_parts, test_another_seed_gives_other_parts
says: Your split draws from the global generator, so the seed decides nothing and tomorrow's test rows are others. Let the seed start the generator that you draw from.
says_zh: 你用的是全局随机数，种子不起作用，明天的测试行就和今天不同了。请用这个种子去初始化你抽取时用的随机数生成器。
"""


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """X_train, X_test, y_train, y_test."""
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
