"""torch.cdist as it is, one_hot votes for all classes at once, scikit-learn's KFold and accuracy_score."""

import torch
import torch.nn.functional as F
from sklearn.metrics import accuracy_score
from sklearn.model_selection import KFold


def distances(a, b, p=2.0):
    return torch.cdist(a, b, p)


def knn_indices(X, Q, k):
    return torch.cat(
        [distances(q, X).sort(dim=1, stable=True).indices[:, :k].clone() for q in Q.chunk(len(Q) // 1000 + 1)]
    )


class KNN(object):
    def __init__(self, k=3, verbose=False):
        super().__init__()
        self.k = k
        self.verbose = verbose

    def fit(self, X, y):
        self.X_train, self.y_train = X, y
        self.num_classes = y.max().item() + 1
        return self

    def predict(self, X):
        neighbour_labels = self.y_train[knn_indices(self.X_train, X, self.k)]
        if self.verbose:
            print(neighbour_labels)
        return torch.argmax(F.one_hot(neighbour_labels, self.num_classes).sum(1), 1)


class KNNRegressor(object):
    def __init__(self, k):
        self.k = k

    def fit(self, X, y):
        self.X_train, self.y_train = X, y
        return self

    def predict(self, X):
        idx = knn_indices(self.X_train, X, self.k)
        return torch.gather(self.y_train.expand(len(X), -1), 1, idx).mean(-1)


def choose_k(X, y, ks, folds, seed):
    results = []
    for k in sorted(ks):
        fold_scores = []
        for train, val in KFold(n_splits=folds, shuffle=True, random_state=seed).split(X):
            model = KNN(k=k).fit(X[train], y[train])
            fold_scores.append(accuracy_score(y[val], model.predict(X[val])))
        results.append((sum(fold_scores) / len(fold_scores), k))
    return max(results)[1]
