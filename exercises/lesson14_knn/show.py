"""What `dlgrade show lesson14` draws: your own functions at work."""

import torch


def points(draw):
    """Two clouds that overlap: (60, 2), and which cloud each point is of."""
    labels = torch.arange(60) % 2
    return draw.randn(60, 2) + 1.6 * labels[:, None], labels


def border(student, picture, X, y, k):
    """What your KNN says to each place of the plane."""
    model = student.KNN(k=k)
    model.fit(X, y)
    x0, x1 = torch.linspace(-3, 5, 61), torch.linspace(-3, 5, 61)
    found = picture.numbers(model.predict(torch.cartesian_prod(x1, x0).flip(1)), 61 * 61)
    dots = [X[y == label] for label in (0, 1)]
    picture.plane(x0, x1, found.reshape(61, 61), names=("X[:, 0]", "X[:, 1]", "label"), dots=dots, border=0.5)


def show_borders(student, draw, picture):
    """The border of your KNN with k=1, where every point has a region of its own, and with k=15, where single ones no longer count

    zh: 你的 KNN 的边界：k=1 时每个点都有自己的区域；k=15 时个别的点不再起作用
    """
    X, y = points(draw)
    for k in (1, 15):
        border(student, picture, X, y, k)


def show_regressor(student, draw, picture):
    """Your KNNRegressor with k=1 and k=8 on a noisy wave

    zh: 你的 KNNRegressor 在带噪声的波上：k=1 和 k=8
    """
    X = draw.uniform(0, 6, 50, 1)
    y = torch.sin(X[:, 0]) + 0.3 * draw.randn(50)
    x = torch.linspace(0, 6, 121)
    curves = {}
    for k in (1, 8):
        model = student.KNNRegressor(k)
        model.fit(X, y)
        curves[f"k={k}"] = model.predict(x[:, None])
    picture.lines(x, curves, dots=[torch.stack([X[:, 0], y], dim=1)])
