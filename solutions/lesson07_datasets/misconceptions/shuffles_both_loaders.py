"""Believes that every loader has to shuffle.

expect: test_validation_samples_keep_their_order
says: Your val_loader shuffles. Validation changes nothing in the model, so its order teaches nothing; a fixed one lets you compare sample by sample.
says_zh: 你的 val_loader 也打乱了顺序。验证不改变模型，打乱没有任何好处；顺序固定，才能逐个样本比较。
"""


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [len(dataset) - n_val, n_val], generator=generator)
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True, generator=generator)
    return train_loader, DataLoader(val_part, batch_size=batch_size, shuffle=True)
