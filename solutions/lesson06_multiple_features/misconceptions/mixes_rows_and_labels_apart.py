"""Believes that X and y may each be mixed, as long as both are mixed.

expect: test_every_row_keeps_its_label
says: You drew one order for X and another for y, so rows got other rows' labels. One order, used for both.
says_zh: 你给 X 和 y 分别打乱了一次，结果每一行配上了别人的标签。只打乱一次，两者用同一个顺序。
"""


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """X_train, X_test, y_train, y_test."""
    generator = torch.Generator().manual_seed(seed)
    group_of = y[:, 0] if stratify else torch.zeros(len(y))
    train_parts, test_parts = [], []
    for group in group_of.unique():
        rows = (group_of == group).nonzero()[:, 0]
        mixed = rows[torch.randperm(len(rows), generator=generator)]
        n_test = round(len(rows) * test_size)
        test_parts.append(mixed[:n_test])
        train_parts.append(mixed[n_test:])
    train, test = torch.cat(train_parts), torch.cat(test_parts)
    y_train, y_test = y[train], y[test]
    y_train = y_train[torch.randperm(len(y_train), generator=generator)]
    y_test = y_test[torch.randperm(len(y_test), generator=generator)]
    return X[train], X[test], y_train, y_test
