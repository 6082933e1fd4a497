"""A few tests of lesson 17 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check

# What your functions are handed; it runs beside your code.
GIVEN = """
import torch
from torch import nn


def generator(seed):
    return torch.Generator().manual_seed(seed)


def network():
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU())
    model.fc = nn.Linear(3, 5)
    return model
"""


@pytest.mark.task(1)
def test_public_batch_norm_of_two_columns(student):
    """the columns (1, 5) and (2, 4) become (-1, 1) in training

    zh: 训练时，(1, 5) 和 (2, 4) 两列都变成 (-1, 1)
    """
    x = torch.tensor([[1.0, 2.0], [5.0, 4.0]])
    running = [torch.zeros(2), torch.ones(2)]

    got = student.batch_norm(x, torch.ones(2), torch.zeros(2), running, 0.1, True)

    check.close(got, torch.tensor([[-1.0, -1.0], [1.0, 1.0]]), rtol=1e-4, dtype=False)


@pytest.mark.task(1)
def test_public_batch_norm_remembers(student, worker):
    """from mean 0 and variance 1, a batch of 1 and 5 leads to 0.3 and 1.7

    zh: 从均值 0、方差 1 出发，一批 1 和 5 之后记下的是 0.3 和 1.7
    """
    running = worker.put([torch.tensor([0.0]), torch.tensor([1.0])], name="running")
    x = torch.tensor([[1.0], [5.0]])

    worker.keep(student.batch_norm, x, torch.ones(1), torch.zeros(1), running, 0.1, True)

    mean, var = check.items(running.fetch(), 2)
    check.close(mean, torch.tensor([0.3]), dtype=False, what="the remembered mean")
    check.close(var, torch.tensor([1.7]), dtype=False, what="the remembered variance")


@pytest.mark.task(2)
def test_public_dropout_of_threes(student, worker):
    """with p = 0.25 a 3 becomes 0 or 4

    zh: p = 0.25 时，3 要么变成 0，要么变成 4
    """
    x = torch.full((50,), 3.0)

    got = student.dropout(x, 0.25, True, worker.code(GIVEN).generator(1))

    check.shape(got, (50,))
    check.equal(sorted({round(float(number), 3) for number in got}), [0.0, 4.0])


@pytest.mark.task(3)
def test_public_block_of_ones(student, worker):
    """with every parameter at 1, a single pixel of 1 becomes 4

    zh: 所有参数都是 1 时，单个像素 1 变成 4
    """
    block = student.ResidualBlock(1)
    worker.set_parameters(block, [torch.ones_like(p) for p in worker.parameters(block)])

    got = block(torch.ones(1, 1, 1, 1))

    check.close(got, torch.full((1, 1, 1, 1), 4.0), dtype=False)


@pytest.mark.task(4)
def test_public_new_head_has_four_classes(student, worker):
    """with num_classes=4 the model gives four scores for each of two samples

    zh: num_classes=4 时，模型为两个样本各给出四个分数
    """
    model = worker.keep(student.freeze_backbone, worker.code(GIVEN).network(), 4)

    check.shape(worker.predict(model, torch.ones(2, 2)), (2, 4))


@pytest.mark.task(4)
def test_public_backbone_gets_no_gradient(student, worker):
    """after a backward pass only the last two parameters have gradients

    zh: 反向传播之后，只有最后两个参数有梯度
    """
    model = worker.keep(student.freeze_backbone, worker.code(GIVEN).network(), 4)

    worker.backward(model, torch.ones(2, 2))

    filled = [gradient is not None for gradient in worker.parameter_gradients(model)]
    check.equal(filled, [False, False, True, True])


@pytest.mark.task(5)
def test_public_shifted_pixel_is_not_lost(student, worker):
    """a 1 in the middle of a 3 x 3 image is still there after a shift of at most 1

    zh: 3×3 图像正中间的 1，平移至多 1 之后还在
    """
    images = torch.zeros(10, 1, 3, 3)
    images[:, :, 1, 1] = 1.0

    got = student.augment(images, 1, worker.code(GIVEN).generator(2))

    check.shape(got, (10, 1, 3, 3))
    check.close(torch.as_tensor(got).sum(dim=(1, 2, 3)), torch.ones(10), dtype=False)


@pytest.mark.task(6)
def test_public_reloaded_model_gives_the_same(student, worker):
    """what was read from the file gives the model's outputs

    zh: 从文件读回的模型与原模型输出相同
    """
    model, x = worker.code(GIVEN).network(), torch.tensor([[1.0, 2.0]])

    reloaded = worker.keep(student.export_and_reload, model, x, worker.file("network.pt2", b""))

    check.close(reloaded(x), worker.predict(model, x), dtype=False)


@pytest.mark.task(7)
def test_public_fine_tune_with_two_learning_rates(student, worker):
    """a step with gradients of 1 moves the head by head_lr and the backbone by backbone_lr

    zh: 梯度全为 1 时走一步，头移动 head_lr，主干移动 backbone_lr
    """
    given = worker.code(SMALL)
    model = given.Small()
    optimizer = worker.keep(student.fine_tune, model, 0.25, 0.5)

    moved = check.items(given.moved(model, optimizer), 4)

    check.close(moved, [0.25, 0.25, 0.5, 0.5], dtype=False, what="how far each parameter moved")


SMALL = """
import torch


class Small(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Linear(2, 2)
        self.fc = torch.nn.Linear(2, 3)


def moved(model, optimizer):
    before = [parameter.detach().clone() for parameter in model.parameters()]
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    return [float((old - new).mean()) for old, new in zip(before, model.parameters())]
"""
