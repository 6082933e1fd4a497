"""A few tests of lesson 10 to read and run; the hidden ones ask for more, on other images."""

import pytest
import torch

from grader.judge import check

# A model cannot be sent to your code; this source makes one beside it.
GIVEN = """
import torch
from torch import nn


class Pixels(nn.Module):
    # Its scores are the first ten pixels; in training mode they have the other sign.
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        scores = x[:, 0, 0, :10] * self.scale
        return torch.log_softmax(-scores if self.training else scores, 1)
"""


@pytest.mark.task(1)
def test_public_three_images_get_ten_answers_each(student):
    """three images get ten answers each

    zh: 三张图像各得到十个输出
    """
    net = student.DigitRecognizer()

    got = net(torch.ones(3, 1, 28, 28))

    check.shape(got, (3, 10))


@pytest.mark.task(1)
def test_public_probabilities_of_a_black_image(student):
    """the ten probabilities of a black image sum to 1

    zh: 一张全黑图像的十个概率之和为 1
    """
    net = student.DigitRecognizer()
    net.eval()

    got = net(torch.zeros(1, 1, 28, 28))

    check.shape(got, (1, 10))
    check.close(got.exp().sum(1), torch.ones(1), rtol=1e-4, dtype=False)


@pytest.mark.task(2)
def test_public_evaluation_mode_has_no_chance_in_it(student):
    """in evaluation mode a white image gets the same answer twice

    zh: 在评估模式下，一张全白图像两次得到相同的输出
    """
    images, net = torch.ones(1, 1, 28, 28), student.DigitRecognizer()
    net.eval()

    first, second = net(images), net(images)

    check.shape(first, (1, 10))
    check.close(second, first)


@pytest.mark.task(2)
def test_public_training_mode_drops_answers(student):
    """in training mode two answers to the same image differ, and the image stays as it was

    zh: 在训练模式下，同一张图像的两次输出不同，图像本身不变
    """
    images, net = torch.linspace(-1, 2, 784).reshape(1, 1, 28, 28), student.DigitRecognizer()
    net.train()

    first, second = check.unchanged(net, images), net(images)

    check.shape(first, (1, 10))
    check.that(not torch.equal(first, second), "two answers to the same image are equal")


@pytest.mark.task(3)
def test_public_equal_parameters_know_nothing(student, worker):
    """with all parameters zero the loss is ln 10 = 2.3026

    zh: 参数全为零时，损失是 ln 10 = 2.3026
    """
    net = student.DigitRecognizer()
    worker.set_parameters(net, [torch.zeros_like(p) for p in worker.parameters(net)])

    got = student.evaluate(net, torch.ones(4, 1, 28, 28), torch.tensor([3, 1, 4, 1]))

    check.close(check.items(got, 2)[0], 2.3025851, what="the loss")


@pytest.mark.task(3)
def test_public_one_mistake_among_150(student, worker):
    """149 of 150 right: loss and accuracy are means over the images, and nothing is learned on the way

    zh: 150 张里对了 149 张：损失和准确率都是对图像取的均值，而且什么也没有学
    """
    images, labels = torch.zeros(150, 1, 28, 28), torch.full((150,), 3)
    images[:, 0, 0, 3] = 5.0
    labels[-1] = 7
    model = worker.code(GIVEN).Pixels()

    got = check.items(student.evaluate(model, images, labels), 2)

    scores = torch.log_softmax(images[:, 0, 0, :10].double(), 1)
    check.close(got[0], -scores[torch.arange(150), labels].mean().item(), what="the loss")
    check.close(got[1], 149 / 150, what="the accuracy")
    check.close(check.items(worker.parameters(model), 1)[0], torch.ones(1), what="the parameter")


@pytest.mark.task(4)
def test_public_two_halves_are_learned(student, worker):
    """after 60 epochs a white upper half and a white left half are told apart

    zh: 训练 60 轮后，能分清上半边全白和左半边全白的图像
    """
    images = torch.zeros(16, 1, 28, 28)
    images[:8, :, :14] = 1.0
    images[8:, :, :, :14] = 1.0
    labels = torch.tensor([4] * 8 + [9] * 8)
    net = student.DigitRecognizer()

    student.train(net, images, labels, 60, 64, 0.02, "cpu")

    got = worker.predict(net, images)
    check.shape(got, (16, 10))
    check.equal(got.argmax(1), labels)
