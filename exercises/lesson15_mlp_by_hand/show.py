"""What `dlgrade show lesson15` draws: your own functions at work."""

import torch

from grader.judge import check

# XOR: 1 where exactly one of the two inputs is 1.
X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)
Y = torch.tensor([0, 1, 1, 0])
STEPS = 200


def probabilities(student, picture, params, x):
    return picture.numbers(check.items(student.forward(params, x.numpy()), 2)[0], len(x), 2).softmax(dim=1)


def show_xor(student, worker, picture):
    """Your network learns XOR by your own backward and step: the smallest of its four right answers, then its border

    zh: 你的网络用你自己的 backward 和 step 学会 XOR：四个正确答案中最小的概率，以及它的边界
    """
    params, surest = worker.keep(student.init, [2, 8, 2], 1), []
    for _ in range(STEPS):
        surest.append(probabilities(student, picture, params, X)[torch.arange(4), Y].min())
        cache = worker.item(worker.keep(student.forward, params, X.numpy()), 1, "cache")
        moved = worker.keep(student.step, params, worker.keep(student.backward, params, cache, Y.numpy()), 0.5)
        params = params if moved.type == "NoneType" else moved
    picture.lines(torch.arange(STEPS), {"p": surest}, names=("step", "p"))
    side = torch.linspace(-0.5, 1.5, 41, dtype=torch.float64)
    p = probabilities(student, picture, params, torch.cartesian_prod(side, side).flip(1))[:, 1]
    dots = [X[label == Y] for label in (0, 1)]
    picture.plane(side, side, p.reshape(41, 41), names=("x[0]", "x[1]", "p"), dots=dots, border=0.5)
