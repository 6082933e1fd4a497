"""NumPy throughout: genfromtxt, float64 inside, samplers for the split; steps as a NumPy float."""

import csv

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, SubsetRandomSampler


class ArrayDataset(Dataset):
    """Base class: float64 arrays inside, float32 tensors outside."""

    def __init__(self, features, labels):
        self.features = np.asarray(features, dtype=np.float64)
        self.labels = np.asarray(labels, dtype=np.float64).reshape(-1, 1)

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        x = torch.from_numpy(self.features[i].astype(np.float32))
        y = torch.from_numpy(self.labels[i].astype(np.float32))
        return x, y


class TableDataset(ArrayDataset):
    def __init__(self, x, y, transform=None):
        super().__init__(x, y)
        self.transform = transform or (lambda v: v)

    def __getitem__(self, i):
        x, y = super().__getitem__(i)
        return self.transform(x), y


class DiabetesDataset(ArrayDataset):
    def __init__(self, filepath, delimiter=","):
        table = np.genfromtxt(filepath, delimiter=delimiter)
        table = np.atleast_2d(table)
        if np.isnan(table[0]).all():  # words become NaN: a header
            table = table[1:]
        super().__init__(table[:, :-1], table[:, -1])


class TitanicDataset(ArrayDataset):
    def __init__(self, csv_path):
        with open(csv_path, newline="", encoding="utf-8") as f:
            reader = csv.reader(f)
            header = next(reader)
            table = np.array(list(reader))
        col = {name: table[:, header.index(name)] for name in header}
        age = np.where(col["Age"] == "", "nan", col["Age"]).astype(float)
        age = np.where(np.isnan(age), np.nanmedian(age), age)
        x = np.stack(
            [
                col["Pclass"].astype(float),
                (col["Sex"] == "female").astype(float),
                age,
                col["SibSp"].astype(float),
                col["Parch"].astype(float),
                col["Fare"].astype(float),
            ],
            axis=1,
        )
        super().__init__(x, col["Survived"].astype(float))


def steps_per_epoch(n, batch_size, drop_last=False):
    f = np.floor if drop_last else np.ceil
    return f(n / batch_size)


def make_loaders(dataset, batch_size, val_fraction, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(dataset))
    cut = int(np.ceil(val_fraction * len(dataset)))
    val, train = order[:cut], order[cut:]
    train_loader = DataLoader(dataset, batch_size=batch_size, sampler=SubsetRandomSampler(train))
    val_loader = DataLoader(dataset, batch_size=batch_size, sampler=val.tolist())
    return train_loader, val_loader


def total_steps(n, batch_size, epochs, drop_last=False):
    return steps_per_epoch(n, batch_size, drop_last=drop_last) * epochs


def _whole(path):
    import gzip as zipped

    if str(path).endswith(".gz"):
        with zipped.open(path, "rb") as f:
            return f.read()
    with open(path, "rb") as f:
        return f.read()


class ImageDataset:
    def __init__(self, images_path, labels_path, transform=None):
        data, marks = _whole(images_path), _whole(labels_path)
        n, h, w = (int.from_bytes(data[i : i + 4], "big") for i in (4, 8, 12))
        self.images = torch.tensor(list(data[16:]), dtype=torch.uint8).view(n, h, w)
        self.labels = list(marks[8:])
        self.transform = transform
        if n != len(self.labels):
            raise ValueError("as many labels as images, please")

    def __getitem__(self, i):
        x = self.images[i]
        if self.transform:
            x = self.transform(x)
        return x, self.labels[i]

    def __len__(self):
        return len(self.labels)


def make_transform(images):
    x = images.to(torch.float32).div(255)
    mu, sigma = x.mean().item(), x.std(unbiased=False).item()
    return lambda image: image.unsqueeze(0).to(torch.float32).div(255).sub(mu).div(sigma)


def train_batches(model, loader, lr, epochs):
    criterion = torch.nn.BCEWithLogitsLoss(reduction="sum")
    losses = []
    for epoch in range(epochs):
        sums, n = [], 0
        for batch in loader:
            x, y = batch
            model.zero_grad()
            loss = criterion(model(x), y)
            (loss / len(y)).backward()
            with torch.no_grad():
                for p in model.parameters():
                    p -= lr * p.grad
            sums.append(loss.item())
            n += len(y)
        losses.append(sum(sums) / n)
    return losses
