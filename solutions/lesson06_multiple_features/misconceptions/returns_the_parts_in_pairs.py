"""Believes that the results come as training pair, test pair.

expect: test_every_row_is_in_one_part, test_every_row_keeps_its_label, test_test_part_has_its_size,
    test_each_class_keeps_its_share, test_without_stratify_the_shares_are_left_to_chance,
    test_same_seed_gives_the_same_parts, test_another_seed_gives_other_parts, test_split_leaves_X_and_y_as_they_were
says: Your second result is y_train. The order asked for is X_train, X_test, y_train, y_test: both X first.
says_zh: 你返回的第二个是 y_train。要求的顺序是 X_train, X_test, y_train, y_test：两个 X 在前。
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
    return X[train], y[train], X[test], y[test]
