"""What `dlgrade show lesson17` draws: your own functions at work."""

import torch

# Runs beside your code.
GENERATOR = """
import torch


def generator(seed):
    return torch.Generator().manual_seed(seed)
"""


def show_augment(student, worker, data, picture):
    """A digit, eight times through your augment with max_shift=6

    zh: 同一张数字经过你的 augment 八次，max_shift=6
    """
    images = (data.mnist(train=False)[0][:1] / 255).repeat(8, 1, 1)[:, None]
    shifted = student.augment(images, 6, worker.code(GENERATOR).generator(1))
    picture.images(picture.numbers(shifted, 8, 1, 28, 28)[:, 0])


def show_dropout(student, worker, data, picture):
    """A digit through your dropout with p of 0, 0.2, 0.5 and 0.8: what stays is brighter

    zh: 一张数字经过你的 dropout，p 为 0、0.2、0.5、0.8：留下的像素变得更亮
    """
    image = data.mnist(train=False)[0][0] / 255
    shares = (0.0, 0.2, 0.5, 0.8)
    generator = worker.code(GENERATOR).generator(1)
    kept = [picture.numbers(student.dropout(image, p, True, generator), 28, 28) for p in shares]
    picture.images(kept, [f"p={p:g}" for p in shares])


def show_batch_norm(student, draw, picture):
    """A batch of two columns before and after your batch_norm

    zh: 一个两列的批，在你的 batch_norm 前后
    """
    x = draw.randn(80, 2) * torch.tensor([3.0, 0.5]) + torch.tensor([6.0, -2.0])
    ones, zeros = torch.ones(2), torch.zeros(2)
    normal = picture.numbers(student.batch_norm(x, ones, zeros, [zeros, ones], 0.1, True), 80, 2)
    picture.lines([-4, 14], {"0": [0, 0]}, names=("x[:, 0]", "x[:, 1]"), dots=[x, normal])
