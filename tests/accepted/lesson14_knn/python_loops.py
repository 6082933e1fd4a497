"""Plain loops: math.dist for a pair, one query after the other, Counter and sorted for the vote."""

import math
import random
from collections import Counter

import torch


def distances(a, b):
    table = []
    for p in a.tolist():
        table.append([math.dist(p, q) for q in b.tolist()])
    return torch.tensor(table, dtype=a.dtype)


def nearest(points, query, k):
    squared = ((points - query) ** 2).sum(1)
    return torch.topk(squared, k, largest=False).indices.tolist()


class KNN:
    def __init__(self, k=3):
        self.k = k

    def fit(self, X, y):
        self.X = X
        self.labels = y.tolist()

    def predict(self, X):
        answers = []
        for query in X:
            counts = Counter(self.labels[i] for i in nearest(self.X, query, self.k))
            most = max(counts.values())
            answers.append(min(label for label in counts if counts[label] == most))
        return torch.tensor(answers)


class KNNRegressor:
    def __init__(self, k=3):
        self.k = k

    def fit(self, X, y):
        self.X = X
        self.targets = y.tolist()

    def predict(self, X):
        return torch.tensor([sum(self.targets[i] for i in nearest(self.X, q, self.k)) / self.k for q in X])


def choose_k(X, y, ks, folds, seed):
    rows = list(range(len(X)))
    random.Random(seed).shuffle(rows)
    best, best_score = None, -1.0
    for k in ks:
        scores = []
        for fold in range(folds):
            held = [r for i, r in enumerate(rows) if i % folds == fold]
            kept = [r for i, r in enumerate(rows) if i % folds != fold]
            model = KNN(k)
            model.fit(X[kept], y[kept])
            scores.append((model.predict(X[held]) == y[held]).float().mean().item())
        score = sum(scores) / folds
        if score > best_score:
            best, best_score = k, score
    return best
