"""What `dlgrade show lesson13` draws: your own functions at work."""

import torch

X, Y = torch.linspace(-9, 3, 49), torch.linspace(-2.5, 2.5, 41)
HEIGHTS = 0.05 * X**2 + Y[:, None] ** 2


def walk(worker, picture, optimizer_class, **options):
    """Where a parameter is after each of forty steps in a long valley."""
    p = worker.put(torch.tensor([-8.0, 2.0]), name="p")
    p.requires_grad_()
    optimizer = optimizer_class([p], **options)
    path = [picture.numbers(p.fetch(), 2)]
    for _ in range(40):
        p.backward((path[-1] * torch.tensor([0.1, 2.0])).float())
        optimizer.step()
        optimizer.zero_grad()
        path.append(picture.numbers(p.fetch(), 2))
    return torch.stack(path)


def show_momentum(student, worker, picture):
    """Forty steps of your SGD in a long valley: plain, and with momentum

    zh: 你的 SGD 在狭长山谷里走四十步：普通的，和带动量的
    """
    path = {
        "SGD": walk(worker, picture, student.SGD, lr=0.8),
        "momentum=0.8": walk(worker, picture, student.SGD, lr=0.2, momentum=0.8),
    }
    picture.plane(X, Y, HEIGHTS, names=("p[0]", "p[1]", "loss"), path=path)


def show_adaptive_steps(student, worker, picture):
    """Your Adagrad, RMSprop and Adam in the same valley: each number has a step length of its own

    zh: 你的 Adagrad、RMSprop 和 Adam 在同一个山谷里：每个数有自己的步长
    """
    path = {
        "Adagrad": walk(worker, picture, student.Adagrad, lr=1.0),
        "RMSprop": walk(worker, picture, student.RMSprop, lr=0.2),
        "Adam": walk(worker, picture, student.Adam, lr=0.4),
    }
    picture.plane(X, Y, HEIGHTS, names=("p[0]", "p[1]", "loss"), path=path)
