"""pandas for the files, rows by iloc, scikit-learn for the split, Subset and DataLoader."""

import numpy as np
import pandas as pd
import torch
from sklearn.model_selection import train_test_split
from torch.utils.data import DataLoader, Dataset, Subset


class TableDataset(Dataset):
    def __init__(self, x, y, transform=None):
        super().__init__()
        self.x = x.float()
        self.y = y.float()
        self.transform = transform

    def __len__(self):
        return self.x.shape[0]

    def __getitem__(self, idx):
        sample = self.x[idx]
        if self.transform is not None:
            sample = self.transform(sample)
        return sample, self.y[idx]


class DiabetesDataset(Dataset):
    def __init__(self, filepath):
        table = pd.read_csv(filepath, header=None)
        first = pd.to_numeric(table.iloc[0], errors="coerce")
        if first.isna().all():
            table = pd.read_csv(filepath)
        # pandas fills a short row up with NaN, so look for them
        if table.isna().any().any():
            raise ValueError("a row is too short")
        self.frame = table.astype(np.float32)

    def __len__(self):
        return len(self.frame)

    def __getitem__(self, idx):
        row = self.frame.iloc[idx].to_numpy(dtype=np.float32)
        return torch.tensor(row[:-1]), torch.tensor([row[-1]])


class TitanicDataset(Dataset):
    def __init__(self, csv_path):
        frame = pd.read_csv(csv_path)
        frame["Sex"] = frame["Sex"].map({"male": 0, "female": 1})
        frame["Age"] = frame["Age"].fillna(frame["Age"].median())
        columns = ["Pclass", "Sex", "Age", "SibSp", "Parch", "Fare"]
        self.features = torch.tensor(frame[columns].values, dtype=torch.float32)
        self.labels = torch.tensor(frame[["Survived"]].values, dtype=torch.float32)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, idx):
        return self.features[idx], self.labels[idx]


def steps_per_epoch(n, batch_size, drop_last=False):
    return int(np.floor(n / batch_size)) if drop_last else int(np.ceil(n / batch_size))


def make_loaders(dataset, batch_size, val_fraction, seed):
    train_idx, val_idx = train_test_split(range(len(dataset)), test_size=val_fraction, random_state=seed)
    train_loader = DataLoader(Subset(dataset, train_idx), batch_size=batch_size, shuffle=True)
    val_loader = DataLoader(Subset(dataset, val_idx), batch_size=batch_size, shuffle=False)
    return train_loader, val_loader


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
