"""Validates on the end of the table and uses the seed for the order of training; hand-written parsing of the files."""

import gzip
import re

import torch
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, SequentialSampler, Subset


class Rows:
    x: torch.Tensor
    y: torch.Tensor

    def __len__(self):
        return self.y.numel()

    def __getitem__(self, i):
        if not -len(self) <= i < len(self):
            raise IndexError(f"index {i} is out of range for {len(self)} samples")
        if i < 0:
            i += len(self)
        return self.x[i], self.y[i].view(1)


class TableDataset(Rows):
    def __init__(self, x, y, transform=None):
        self.x, self.y, self.transform = x.clone().float(), y.clone().float().squeeze(1), transform

    def __getitem__(self, i):
        features, label = super().__getitem__(i)
        return (features if self.transform is None else self.transform(features)), label


class DiabetesDataset(Rows):
    def __init__(self, filepath):
        opener = gzip.open if str(filepath).endswith(".gz") else open
        with opener(filepath, "rb") as f:
            text = f.read().decode()
        lines = [line.strip() for line in text.split("\n")]
        lines = [line for line in lines if line]
        if re.search("[a-zA-Z]", lines[0]):
            lines.pop(0)
        rows = [list(map(float, line.split(","))) for line in lines]
        widths = {len(row) for row in rows}
        if len(widths) != 1:
            raise ValueError(f"rows of different lengths: {sorted(widths)}")
        table = torch.tensor(rows)
        self.x, self.y = table[:, :-1], table[:, -1]


class TitanicDataset(Rows):
    def __init__(self, csv_path):
        with open(csv_path) as f:
            header, *lines = f.read().splitlines()
        header = header.split(",")
        parts = [re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', line) for line in lines]
        column = {name: [part[k] for part in parts] for k, name in enumerate(header)}
        known = torch.tensor([float(a) for a in column["Age"] if a], dtype=torch.float64)
        middle = known.quantile(0.5).item()
        self.x = torch.tensor(
            list(
                zip(
                    map(int, column["Pclass"]),
                    [{"male": 0, "female": 1}[s] for s in column["Sex"]],
                    [float(a or middle) for a in column["Age"]],
                    map(int, column["SibSp"]),
                    map(int, column["Parch"]),
                    map(float, column["Fare"]),
                )
            )
        )
        self.y = torch.tensor([float(s) for s in column["Survived"]])


def steps_per_epoch(n, batch_size, drop_last=False):
    return n // batch_size if drop_last else -(-n // batch_size)


def make_loaders(dataset, batch_size, val_fraction, seed):
    n_train = len(dataset) - int(len(dataset) * val_fraction + 0.5)
    train = Subset(dataset, range(n_train))
    val = Subset(dataset, range(n_train, len(dataset)))
    shuffled = RandomSampler(train, generator=torch.Generator().manual_seed(seed))
    return (
        DataLoader(train, batch_sampler=BatchSampler(shuffled, batch_size, drop_last=False)),
        DataLoader(val, batch_sampler=BatchSampler(SequentialSampler(val), batch_size, drop_last=False)),
    )


def total_steps(n, batch_size, epochs, drop_last=False):
    steps = 0
    for _ in range(epochs):
        steps += steps_per_epoch(n, batch_size, drop_last)
    return steps


class ImageDataset(torch.utils.data.Dataset):
    def __init__(self, images_path, labels_path, transform=None):
        import gzip
        import struct

        def load(path):
            with (gzip.open if path.endswith(".gz") else open)(path, "rb") as f:
                kind, n = struct.unpack(">II", f.read(8))
                shape = (n, *struct.unpack(">II", f.read(8))) if kind == 2051 else (n,)
                return torch.frombuffer(bytearray(f.read()), dtype=torch.uint8).reshape(shape)

        self.x, self.y, self.transform = load(images_path), load(labels_path), transform
        if self.x.shape[0] != self.y.shape[0]:
            raise ValueError("lengths differ")

    def __len__(self):
        return self.y.numel()

    def __getitem__(self, index):
        image = self.x[index]
        if self.transform is not None:
            image = self.transform(image)
        return image, self.y[index].item()


def make_transform(images):
    from torchvision import transforms

    pixels = images.numpy() / 255
    steps = transforms.Compose([transforms.ToTensor(), transforms.Normalize((pixels.mean(),), (pixels.std(),))])
    return lambda image: steps(image.numpy())


def train_batches(model, loader, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr)
    history = []
    for _ in range(epochs):
        each = []
        for x, y in loader:
            optimizer.zero_grad(set_to_none=False)
            losses = torch.nn.functional.binary_cross_entropy_with_logits(model(x), y, reduction="none")
            each.append(losses.detach())
            losses.mean().backward()
            optimizer.step()
        history.append(torch.cat(each).mean())
    return torch.stack(history)
