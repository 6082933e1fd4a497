from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def fit(x, y):
    """A pipeline that scales the features x (n, d) and classifies them, fitted to the labels y (n,)."""
    raise NotImplementedError("fit: start with task 1")
