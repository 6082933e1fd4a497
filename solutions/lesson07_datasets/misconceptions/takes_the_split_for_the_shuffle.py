"""Believes that a random split has shuffled the training samples once and for all.

expect: test_training_samples_are_mixed_anew
says: Your train_loader gives the same batches in every epoch. The split decides which samples are for training; the order of each epoch is another draw.
says_zh: 你的 train_loader 每一轮给出的批次都一样。划分决定的是哪些样本用于训练；每一轮的顺序要另外打乱。
"""


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [len(dataset) - n_val, n_val], generator=generator)
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=False)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
