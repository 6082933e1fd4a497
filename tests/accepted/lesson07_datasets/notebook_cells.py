"""Notebook style: top-level prints, a file written and read back, an open figure, seeds set in passing."""

# %% imports
import io
import os
import tempfile

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split

torch.manual_seed(42)
print("torch", torch.__version__)


# %% a table in memory
class TableDataset(TensorDataset):
    def __init__(self, x, y, transform=None):
        super().__init__(x.to(torch.float32), y.to(torch.float32))
        self.transform = transform

    def __getitem__(self, index):
        x, y = super().__getitem__(index)
        return [x if self.transform is None else self.transform(x), y]


toy = TableDataset(torch.arange(10.0).reshape(5, 2), torch.ones(5, 1), transform=lambda v: v / 10)
print(len(toy), toy[0], toy[-1])


# %% files
def read(filepath):
    header = pd.read_csv(filepath, nrows=1, header=None)
    names = header.map(lambda v: isinstance(v, str)).all(axis=1)[0]
    return pd.read_csv(filepath, header=0 if names else None)


class DiabetesDataset(TableDataset):
    def __init__(self, filepath):
        values = read(filepath).to_numpy(dtype=np.float64)
        if np.isnan(values).any():
            raise ValueError("there is a gap in " + filepath)
        super().__init__(torch.from_numpy(values[:, :-1]), torch.from_numpy(values[:, -1:]))


class TitanicDataset(TableDataset):
    def __init__(self, csv_path):
        df = pd.read_csv(csv_path)
        df = df.fillna({"Age": df.Age.median()})
        df = df.assign(Sex=df.Sex.replace({"male": "0", "female": "1"}).astype(int))
        X = df.loc[:, "Pclass Sex Age SibSp Parch Fare".split()].to_numpy(np.float32)
        super().__init__(torch.from_numpy(X), torch.from_numpy(df.Survived.to_numpy(np.float32))[:, None])


path = os.path.join(tempfile.gettempdir(), "toy.csv")
with open(path, "w") as f:
    f.write("a,b,label\n0.5,0.25,1\n1.5,2.5,0\n")
d = DiabetesDataset(path)
print(len(d), d[0], d[1])
plt.figure()
plt.scatter(*torch.stack([d[i][0] for i in range(len(d))]).T)


# %% steps
def steps_per_epoch(n, batch_size, drop_last=False):
    return len(DataLoader(range(n), batch_size=batch_size, drop_last=drop_last))


print([steps_per_epoch(n, 4) for n in range(1, 13)])


# %% loaders
def make_loaders(dataset, batch_size, val_fraction, seed):
    torch.manual_seed(seed)
    parts = random_split(dataset, [1 - val_fraction, val_fraction])
    return [DataLoader(part, batch_size, shuffle=k == 0) for k, part in enumerate(parts)]


train, val = make_loaders(toy, 2, 0.4, 0)
for x, y in train:
    print(x.shape, y.shape)


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
