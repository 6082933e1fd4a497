"""What `dlgrade show lesson06` draws: your own functions at work."""

import torch

from grader.judge import check


def show_standardizer(student, data, picture):
    """Two features before and after your Standardizer: the middle moves to 0, the spread to 1

    zh: 两个特征在你的 Standardizer 前后：中心移到 0，离散程度变成 1
    """
    X = data.diabetes()[0][:120, [1, 5]] * torch.tensor([30.0, 8.0]) + torch.tensor([120.0, 30.0])
    after = picture.numbers(student.Standardizer().fit_transform(X), 120, 2)
    for points in (X, after):
        ends = [points[:, 0].min(), points[:, 0].max()]
        picture.lines(ends, {"mean": [points[:, 1].mean()] * 2}, names=("X[:, 0]", "X[:, 1]"), dots=[points])


def show_decision_border(student, worker, data, picture):
    """The losses of your train; then where your Model changes its mind: p is 0.5 on the line

    zh: 你的 train 的损失；以及你的 Model 在哪里改变判断：线上 p = 0.5
    """
    X, y = data.diabetes()
    X = X[:, [1, 5]]
    model = student.Model((2, 6, 1))
    losses = picture.numbers(student.train(model, X, y, 1.0, 1000), 1000)
    picture.lines(torch.arange(1000), {"losses": losses}, names=("epoch", "loss"))
    x0, x1 = torch.linspace(-1, 1, 41), torch.linspace(-1, 1, 41)
    grid = torch.cartesian_prod(x1, x0).flip(1)
    p = picture.numbers(worker.predict(model, grid), 41 * 41, 1).reshape(41, 41)
    dots = [X[:200][y[:200, 0] == label] for label in (0, 1)]
    picture.plane(x0, x1, p, names=("X[:, 1]", "X[:, 5]", "p"), dots=dots, border=0.5)
