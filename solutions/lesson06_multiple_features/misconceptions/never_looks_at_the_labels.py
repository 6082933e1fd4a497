"""Believes that mixing is enough to give each part the shares of the whole.

expect: test_each_class_keeps_its_share
says: You mix all rows together; the shares are then right on average, but not in one draw. To stratify, draw from each class by itself.
says_zh: 你把所有行混在一起抽。这样比例只在平均意义上正确，单独一次就不一定。要分层，就得对每个类别分别抽取。
"""


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """X_train, X_test, y_train, y_test."""
    generator = torch.Generator().manual_seed(seed)
    group_of = torch.zeros(len(y))
    train_parts, test_parts = [], []
    for group in group_of.unique():
        rows = (group_of == group).nonzero()[:, 0]
        mixed = rows[torch.randperm(len(rows), generator=generator)]
        n_test = round(len(rows) * test_size)
        test_parts.append(mixed[:n_test])
        train_parts.append(mixed[n_test:])
    train, test = torch.cat(train_parts), torch.cat(test_parts)
    return X[train], X[test], y[train], y[test]
