"""Believes that the fraction says how much is for training.

expect: test_validation_part_has_its_size
says: Your training part has n * val_fraction samples. The argument names the part of the samples that is for validation.
says_zh: 你的训练部分有 n * val_fraction 个样本。这个参数指的是验证部分所占的比例。
"""


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [n_val, len(dataset) - n_val], generator=generator)
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True, generator=generator)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
