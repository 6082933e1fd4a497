"""训练时用两个进程读数据（num_workers=2），全局种子，自己写 collate_fn；其余照最简单的写法。"""

import csv
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, random_split

FEATURES = ["Pclass", "Sex", "Age", "SibSp", "Parch", "Fare"]


class TableDataset(Dataset):
    def __init__(self, x, y, transform=None):
        self.x = torch.as_tensor(x).type(torch.FloatTensor)
        self.y = torch.as_tensor(y).type(torch.FloatTensor)
        self.transform = transform

    def __len__(self):
        return self.y.size(0)

    def __getitem__(self, idx):
        x = self.x[idx, :]
        return (self.transform(x) if self.transform else x), self.y[idx, :]


class DiabetesDataset(TableDataset):
    def __init__(self, filepath):
        try:
            data = np.loadtxt(filepath, delimiter=",", ndmin=2)
        except ValueError:
            # 有表头：跳过第一行再读一次；真有错的行还会再报错
            data = np.loadtxt(filepath, delimiter=",", ndmin=2, skiprows=1)
        super().__init__(data[:, 0:-1], data[:, -1:])


class TitanicDataset(TableDataset):
    def __init__(self, csv_path):
        xs, ys, ages = [], [], []
        with open(csv_path, "r", encoding="utf8", newline="") as f:
            for row in csv.DictReader(f):
                row["Sex"] = {"male": 0, "female": 1}[row["Sex"]]
                if row["Age"]:
                    ages.append(float(row["Age"]))
                else:
                    row["Age"] = np.nan
                xs.append([float(row[name]) for name in FEATURES])
                ys.append([float(row["Survived"])])
        xs = np.array(xs)
        xs[np.isnan(xs)] = np.median(ages)
        super().__init__(xs, ys)


def steps_per_epoch(n, batch_size, drop_last=False):
    steps = n // batch_size
    if n % batch_size != 0 and drop_last == False:
        steps += 1
    return steps


def stack(samples):
    xs, ys = zip(*samples)
    return torch.stack(xs), torch.stack(ys)


def make_loaders(dataset, batch_size, val_fraction, seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    n_val = round(val_fraction * len(dataset))
    train, val = random_split(dataset, (len(dataset) - n_val, n_val))
    train_loader = DataLoader(train, batch_size, shuffle=True, num_workers=2, collate_fn=stack)
    val_loader = DataLoader(val, batch_size, shuffle=False, collate_fn=stack)
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
