"""Believes that random_split splits the same way each time.

expect: test_same_seed_gives_the_same_parts, test_another_seed_gives_another_order
says: Your split does not depend on seed: it goes on with the global random numbers. Two runs with the same seed validate on different samples.
says_zh: 你的划分与 seed 无关，用的是全局随机数。种子相同的两次运行，验证用的却是不同的样本。
"""


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [len(dataset) - n_val, n_val])
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
