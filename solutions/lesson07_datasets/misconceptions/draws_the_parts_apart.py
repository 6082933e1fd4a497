"""Believes that two random draws from the same samples do not meet.

expect: test_every_sample_is_in_one_part
says: You draw the two parts one after the other from all samples, so some samples come twice and others never. A validation on samples that were trained on says nothing.
says_zh: 你两次都从全部样本中抽取，于是有的样本出现两次，有的一次也没有。用训练过的样本做验证，什么也说明不了。
"""


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    n = len(dataset)
    train_part = [dataset[i] for i in torch.randperm(n, generator=generator)[: n - n_val].tolist()]
    val_part = [dataset[i] for i in torch.randperm(n, generator=generator)[:n_val].tolist()]
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True, generator=generator)
    return train_loader, DataLoader(val_part, batch_size=batch_size)
