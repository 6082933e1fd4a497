"""Plain Python: csv and lists, one tensor an item, a loader class written by hand that yields tuples."""

import csv
import gzip
import os
import random

import torch


class TableDataset:
    def __init__(self, x, y, transform=None):
        self.rows = []
        for i in range(len(x)):
            self.rows.append((x[i].tolist(), y[i].tolist()))
        self.transform = transform

    def __getitem__(self, i):
        features, label = self.rows[i]
        features = torch.tensor(features)
        if self.transform:
            features = self.transform(features)
        return features, torch.tensor(label)

    def __len__(self):
        return len(self.rows)


def open_text(path):
    if path.endswith(".gz"):
        return gzip.open(path, "rt", newline="")
    return open(path, newline="")


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


class DiabetesDataset:
    def __init__(self, filepath):
        if not os.path.exists(filepath):
            raise FileNotFoundError(f"no such file: {filepath}")
        self.rows = []
        with open_text(filepath) as f:
            for row in csv.reader(f):
                if len(row) == 0:
                    continue
                if not self.rows and not is_number(row[0]):
                    continue
                numbers = [float(v) for v in row]
                if self.rows and len(numbers) != len(self.rows[0]):
                    raise ValueError(f"row {len(self.rows) + 1} has {len(numbers)} numbers, not {len(self.rows[0])}")
                self.rows.append(numbers)

    def __getitem__(self, i):
        row = self.rows[i]
        return torch.tensor(row[:-1]), torch.tensor(row[-1:])

    def __len__(self):
        return len(self.rows)


class TitanicDataset:
    def __init__(self, csv_path):
        with open(csv_path, newline="") as f:
            people = list(csv.DictReader(f))
        known = sorted(float(p["Age"]) for p in people if p["Age"] != "")
        middle = len(known) // 2
        if len(known) % 2 == 1:
            median = known[middle]
        else:
            median = (known[middle - 1] + known[middle]) / 2
        self.items = []
        for p in people:
            x = [
                int(p["Pclass"]),
                1 if p["Sex"] == "female" else 0,
                float(p["Age"]) if p["Age"] else median,
                int(p["SibSp"]),
                int(p["Parch"]),
                float(p["Fare"]),
            ]
            self.items.append((torch.tensor(x), torch.tensor([float(p["Survived"])])))

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


def steps_per_epoch(n, batch_size, drop_last=False):
    steps = 0
    while n >= batch_size:
        steps += 1
        n -= batch_size
    if n > 0 and not drop_last:
        steps += 1
    return steps


class Loader:
    def __init__(self, dataset, indices, batch_size, shuffle):
        self.dataset = dataset
        self.indices = list(indices)
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self):
        order = list(self.indices)
        if self.shuffle:
            random.shuffle(order)
        for start in range(0, len(order), self.batch_size):
            chosen = [self.dataset[i] for i in order[start : start + self.batch_size]]
            yield torch.stack([x for x, _ in chosen]), torch.stack([y for _, y in chosen])

    def __len__(self):
        return steps_per_epoch(len(self.indices), self.batch_size)


def make_loaders(dataset, batch_size, val_fraction, seed):
    indices = list(range(len(dataset)))
    random.Random(seed).shuffle(indices)
    n_val = int(len(dataset) * val_fraction)
    val = sorted(indices[:n_val])
    return Loader(dataset, indices[n_val:], batch_size, True), Loader(dataset, val, batch_size, False)


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
