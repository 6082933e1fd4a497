"""What `dlgrade show lesson04` draws: your own functions at work."""

import torch

from grader.judge import check


def samples(draw):
    x = draw.uniform(-2, 2, 60, 1)
    return x, 1.5 * x + 0.5 + 0.5 * draw.randn(60, 1)


def show_synthetic_data(student, picture):
    """Two hundred samples of your synthetic_data for w = [2] and b = 1, and the line that they come from

    zh: 你的 synthetic_data 在 w = [2]、b = 1 时给出的两百个样本，以及它们所在的直线
    """
    x, y = check.items(student.synthetic_data(torch.tensor([2.0]), 1.0, 200), 2)
    points = torch.cat([picture.numbers(x, 200, 1), picture.numbers(y, 200, 1)], dim=1)
    ends = torch.tensor([-3.0, 3.0])
    picture.lines(ends, {"2 X + 1": 2 * ends + 1}, names=("X", "y"), dots=[points])


def show_training(student, draw, picture):
    """The losses of your train, and the line that your LinearModel has learned

    zh: 你的 train 的损失，以及你的 LinearModel 学到的直线
    """
    x, y = samples(draw)
    model = student.LinearModel()
    losses = student.train(model, x, y, 0.1, 60)
    picture.lines(torch.arange(60), {"losses": losses}, names=("epoch", "loss"))
    xs = torch.linspace(-2, 2, 21)
    learned = picture.numbers(model(xs[:, None]), 21, 1)[:, 0]
    picture.lines(xs, {"LinearModel": learned}, dots=[torch.cat([x, y], dim=1)])


def show_closed_form(student, draw, picture):
    """The line of your closed_form, found without any training

    zh: 你的 closed_form 不经训练直接求出的直线
    """
    x, y = samples(draw)
    w, b = check.items(student.closed_form(x, y), 2)
    xs = torch.linspace(-2, 2, 21)
    line = picture.numbers(w, 1, 1)[0] * xs + picture.number(b)
    picture.lines(xs, {"closed_form": line}, dots=[torch.cat([x, y], dim=1)])
