"""What `dlgrade show lesson05` draws: your own functions at work."""

import torch

# Hours of study, and whether the exam was passed.
HOURS = torch.tensor([[0.5], [1.0], [1.5], [1.8], [2.2], [2.5], [3.0], [3.4], [4.0], [4.5]])
PASSED = torch.tensor([[0.0], [0.0], [0.0], [1.0], [0.0], [1.0], [0.0], [1.0], [1.0], [1.0]])


def show_sigmoid(student, picture):
    """Your sigmoid squashes every number into (0, 1)

    zh: 你的 sigmoid 把任何数压到 (0, 1) 之间
    """
    z = torch.linspace(-8, 8, 81)
    picture.lines(z, {"sigmoid": student.sigmoid(z)}, names=("z", "sigmoid(z)"))


def show_bce(student, picture):
    """What your bce asks for a probability p: the surer the mistake, the larger the loss

    zh: 对于概率 p，你的 bce 给出的损失：错得越肯定，损失越大
    """
    p = torch.linspace(0.01, 0.99, 99)
    curves = {f"y = {y:.0f}": student.bce(p, torch.full((99,), y), reduction="none") for y in (0.0, 1.0)}
    picture.lines(p, curves, names=("p", "bce(p, y)"))


def show_probability(student, worker, picture):
    """The losses of your train; then the probability of passing that your model has learned, and where it crosses 0.5

    zh: 你的 train 的损失；以及你的模型学到的及格概率，和它穿过 0.5 的位置
    """
    model = student.LogisticRegressionModel()
    losses = student.train(model, HOURS, PASSED, 0.5, 500)
    picture.lines(torch.arange(500), {"losses": losses}, names=("epoch", "loss"))
    x = torch.linspace(0, 5, 101)
    p = picture.numbers(worker.predict(model, x[:, None]), 101, 1)[:, 0]
    border = (p - 0.5).abs().argmin()
    dots = [torch.cat([HOURS, PASSED], dim=1)[PASSED[:, 0] == y] for y in (0, 1)]
    picture.lines(x, {"p": p}, names=("x", "p"), path={"p = 0.5": [[x[border], p[border]]]}, dots=dots)
