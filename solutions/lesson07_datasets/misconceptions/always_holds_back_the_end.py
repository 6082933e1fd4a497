"""Believes that the end of the table is as good a validation part as any, and has no use for the seed.

expect: test_another_seed_gives_another_order
says: Your seed changes nothing: the end of the data is always held back. In a sorted file the end is unlike the rest; the seed is there to draw the parts.
says_zh: 换了种子，你的结果却不变：留出的总是数据的末尾。文件可能排过序，末尾和别处并不一样；种子就是用来随机划分的。
"""

from torch.utils.data import Subset


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    n_train = len(dataset) - round(len(dataset) * val_fraction)
    train_part, val_part = Subset(dataset, range(n_train)), Subset(dataset, range(n_train, len(dataset)))
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
