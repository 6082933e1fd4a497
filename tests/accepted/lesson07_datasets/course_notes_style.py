"""照课程笔记写：np.loadtxt、x_data / y_data / self.len，中文注释，__main__ 里用 DataLoader 训练并画图。"""

import gzip

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from torch.utils.data import DataLoader, Dataset, random_split


class TableDataset(Dataset):
    def __init__(self, x, y, transform=None):
        self.x_data = torch.tensor(np.array(x), dtype=torch.float32)
        self.y_data = torch.tensor(np.array(y), dtype=torch.float32)
        self.transform = transform
        self.len = len(x)

    def __getitem__(self, index):
        x = self.x_data[index]
        # 每次取样本时才做变换
        if self.transform is not None:
            x = self.transform(x)
        return x, self.y_data[index]

    def __len__(self):
        return self.len


class DiabetesDataset(Dataset):
    def __init__(self, filepath):
        # 先看第一行是不是表头
        f = gzip.open(filepath, "rt") if filepath.endswith("gz") else open(filepath)
        with f:
            first = f.readline()
        skip = 1 if any(c.isalpha() for c in first) else 0
        xy = np.loadtxt(filepath, delimiter=",", dtype=np.float32, skiprows=skip, ndmin=2)
        self.len = xy.shape[0]  # shape(多少行，多少列)
        self.x_data = torch.from_numpy(xy[:, :-1])
        self.y_data = torch.from_numpy(xy[:, [-1]])  # 加中括号，保持是矩阵

    def __getitem__(self, index):
        return self.x_data[index], self.y_data[index]

    def __len__(self):
        return self.len


class TitanicDataset(Dataset):
    def __init__(self, csv_path):
        data = pd.read_csv(csv_path)
        # 年龄缺失用中位数填充
        data.loc[data["Age"].isnull(), "Age"] = data["Age"].median()
        # 性别转成 0/1
        data["Sex"] = (data["Sex"] == "female").astype(int)
        features = ["Pclass", "Sex", "Age", "SibSp", "Parch", "Fare"]
        self.len = data.shape[0]
        self.x_data = torch.from_numpy(np.array(data[features], dtype=np.float32))
        self.y_data = torch.from_numpy(np.array(data["Survived"], dtype=np.float32)).view(-1, 1)

    def __getitem__(self, index):
        return self.x_data[index], self.y_data[index]

    def __len__(self):
        return self.len


def steps_per_epoch(n, batch_size, drop_last=False):
    # 不整除时最后还有一个小批量
    if drop_last:
        return n // batch_size
    return (n + batch_size - 1) // batch_size


def make_loaders(dataset, batch_size, val_fraction, seed):
    n_val = int(len(dataset) * val_fraction)
    n_train = len(dataset) - n_val
    train_set, val_set = random_split(dataset, [n_train, n_val], generator=torch.Generator().manual_seed(seed))
    train_loader = DataLoader(dataset=train_set, batch_size=batch_size, shuffle=True, num_workers=0)
    val_loader = DataLoader(dataset=val_set, batch_size=batch_size, shuffle=False, num_workers=0)
    return train_loader, val_loader


if __name__ == "__main__":
    dataset = DiabetesDataset("diabetes.csv.gz")
    train_loader, val_loader = make_loaders(dataset, 32, 0.2, 0)
    model = torch.nn.Sequential(torch.nn.Linear(8, 1), torch.nn.Sigmoid())
    criterion = torch.nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    loss_list = []
    for epoch in range(100):
        for i, (inputs, labels) in enumerate(train_loader, 0):
            loss = criterion(model(inputs), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        loss_list.append(loss.item())
    plt.plot(range(100), loss_list)
    plt.show()


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
