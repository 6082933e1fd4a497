"""Believes that a batch that is not full is of no use.

expect: test_short_batch_is_a_step, test_fewer_samples_than_a_batch, test_total_steps_of_all_epochs,
    test_every_sample_is_in_one_part, test_validation_part_has_its_size, test_batches_are_full_but_for_the_last
says: You leave out the last batch when it is not full. Those samples are never seen, in validation not even once in the whole training.
says_zh: 最后一批不满，你就不要了。这些样本就看不到了；在验证集里，整个训练过程中一次也看不到。
"""


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """How many batches a loader makes of n samples."""
    full, left_over = divmod(n, batch_size)
    return full


def make_loaders(
    dataset: Dataset, batch_size: int, val_fraction: float, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Part a dataset in two and make a loader for each part."""
    generator = torch.Generator().manual_seed(seed)
    n_val = round(len(dataset) * val_fraction)
    train_part, val_part = random_split(dataset, [len(dataset) - n_val, n_val], generator=generator)
    train_loader = DataLoader(
        train_part, batch_size=batch_size, shuffle=True, generator=generator, drop_last=True
    )
    return train_loader, DataLoader(val_part, batch_size=batch_size, drop_last=True)
