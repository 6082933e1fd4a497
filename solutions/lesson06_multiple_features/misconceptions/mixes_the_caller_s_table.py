"""Believes that an argument may be mixed in place, as shuffle does with a list.

expect: test_split_leaves_X_and_y_as_they_were
says: You mixed the caller's own X and y: after the call her table has another order. Mix row numbers, and index with them.
says_zh: 你打乱的是调用者自己的 X 和 y：调用之后，原来的表格顺序全变了。请打乱行号，再用行号去索引。
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
    order = torch.cat([train, test])
    X[:], y[:] = X[order], y[order]
    n = len(train)
    return X[:n], X[n:], y[:n], y[n:]
