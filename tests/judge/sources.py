"""Submissions that several test modules hand in."""

from __future__ import annotations

NET = """
    import torch
    class Net(torch.nn.Module):
        def __init__(self, n=2):
            super().__init__()
            self.linear = torch.nn.Linear(n, 1)
            self.drop = torch.nn.Dropout(0.5)
        def forward(self, x): return self.drop(self.linear(x))
    def evaluate(model, x): model.eval(); return model(x)
    def build(): return Net()
    """

DATA = """
    import torch
    from torch.utils.data import DataLoader, Dataset
    class Squares(Dataset):
        def __len__(self): return 5
        def __getitem__(self, i):
            if not -5 <= i < 5: raise IndexError(i)
            return torch.tensor(float(i)), i * i
    def loader(data): return DataLoader(data, batch_size=2)
    def count(n):
        for i in range(n): yield i
    def breaks():
        yield 1
        raise ValueError("second")
    def large():
        for _ in range(50): yield torch.zeros(1 << 18)
    """
