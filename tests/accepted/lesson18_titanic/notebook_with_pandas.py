# 笔记本风格：pandas 读表，顶层也有代码
# %%
import numpy as np
import pandas as pd
import torch
import torch.nn as nn

torch.manual_seed(0)
cols = ["Pclass", "Sex", "Age", "SibSp", "Parch", "Fare", "Embarked"]


# %%
def read_passengers(path):
    df = pd.read_csv(path)
    df["Sex"] = df["Sex"].map({"male": 0, "female": 1})
    df["Embarked"] = df["Embarked"].map({"S": 0, "C": 1, "Q": 2})
    raw = torch.tensor(df[cols].to_numpy(dtype=np.float32))
    y = None
    if "Survived" in df.columns:
        y = torch.tensor(df[["Survived"]].to_numpy(dtype=np.float32))
    return raw, y


# %%
def split_by_ticket(tickets, test_fraction, seed):
    s = pd.Series(tickets)
    rng = np.random.default_rng(seed)
    names = rng.permutation(s.unique())
    sizes = s.value_counts()[names].cumsum()
    chosen = set(names[: int((sizes <= len(s) * test_fraction).sum()) or 1])
    mask = s.isin(chosen).to_numpy()
    return torch.from_numpy(np.flatnonzero(~mask)), torch.from_numpy(np.flatnonzero(mask))


# %%
class Preparation:
    def fit(self, raw):
        df = pd.DataFrame(np.asarray(raw, dtype=np.float64)[:, 2:6])
        self.med = df.median()
        df = df.fillna(self.med)
        self.mu, self.sd = df.mean(), df.std(ddof=0).replace(0, 1)
        return self

    def transform(self, raw):
        t = np.array(raw, dtype=np.float64)
        num = pd.DataFrame(t[:, 2:6])
        out = [((num.fillna(self.med) - self.mu) / self.sd).to_numpy(), np.isnan(t[:, [2]]), t[:, [1]]]
        out += [t[:, [0]] == k for k in (1, 2, 3)] + [t[:, [6]] == k for k in (0, 1, 2)]
        return torch.tensor(np.hstack([np.asarray(c, dtype=np.float32) for c in out]))


# %%
class Survival:
    def fit(self, csv_path):
        raw, y = read_passengers(csv_path)
        self.prep = Preparation().fit(raw)
        x = self.prep.transform(raw)
        self.net = nn.Sequential(nn.Linear(12, 32), nn.ReLU(), nn.Dropout(0.2), nn.Linear(32, 1), nn.Sigmoid())
        opt = torch.optim.Adam(self.net.parameters(), lr=0.01)
        loss_fn = nn.BCELoss()
        # 全部样本一次送入
        for epoch in range(150):
            self.net.train()
            loss = loss_fn(self.net(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
        return self

    def predict(self, csv_path):
        raw, _ = read_passengers(csv_path)
        self.net.eval()
        with torch.no_grad():
            return (self.net(self.prep.transform(raw)) > 0.5).float().squeeze(1)


# %%
def baseline_accuracy(train_labels, test_labels):
    a = np.asarray(train_labels).ravel()
    b = np.asarray(test_labels).ravel()
    guess = 1 if (a == 1).sum() > (a == 0).sum() else 0
    return float((b == guess).mean())


def accuracy_with_error(predictions, labels):
    hit = np.asarray(predictions).ravel() == np.asarray(labels).ravel()
    return hit.mean(), np.sqrt(hit.mean() * (1 - hit.mean()) / len(hit))
