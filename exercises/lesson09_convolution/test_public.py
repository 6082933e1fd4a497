"""A few of the tests of lesson 09, to read and to run. The hidden ones use other inputs."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_corr2d_of_the_worked_example(student):
    """corr2d gives the four sums of the worked example

    zh: corr2d 算出讲义例子里的四个和
    """
    X = torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]])
    K = torch.tensor([[1.0, 0.0], [2.0, 1.0]])

    got = student.corr2d(X, K)

    check.close(got, torch.tensor([[2.0, 7.0], [4.0, 2.0]]))


@pytest.mark.task(1)
def test_conv2d_adds_its_bias(student):
    """a Conv2D of a single weight scales the image and adds the bias

    zh: 只有一个权重的 Conv2D 把图像乘以权重，再加上偏置
    """
    model = student.Conv2D((1, 1))
    model.load_state_dict({"weight": torch.tensor([[3.0]]), "bias": torch.tensor([1.0])})

    got = model(torch.tensor([[0.0, 2.0]]))

    check.close(got, torch.tensor([[1.0, 7.0]]))


@pytest.mark.task(2)
def test_output_size_of_the_worked_example(student):
    """a window of 3 with stride 2 fits three times on 7

    zh: 长度 3、步幅 2 的窗口在长度 7 上放得下三次
    """
    got = student.output_size(7, 3, s=2)

    check.close(got, 3.0, dtype=False)


@pytest.mark.task(2)
def test_corr2d_strided_visits_the_four_corners(student):
    """padding 1 and stride 2 let a 2 by 2 kernel see one pixel at a time

    zh: 填充 1、步幅 2 时，2×2 的核每次只盖住一个像素
    """
    X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])

    got = student.corr2d_strided(X, torch.ones(2, 2), padding=1, stride=2)

    check.close(got, X)


@pytest.mark.task(3)
def test_multi_in_of_the_worked_example(student):
    """corr2d_multi_in adds the two channels of the worked example

    zh: corr2d_multi_in 把讲义例子里的两个通道相加
    """
    X = torch.tensor([[[1.0, 2.0], [3.0, 4.0]], [[0.0, 1.0], [1.0, 0.0]]])
    K = torch.tensor([[[1.0, 1.0]], [[2.0, 0.0]]])

    got = student.corr2d_multi_in(X, K)

    check.close(got, torch.tensor([[3.0], [9.0]]))


@pytest.mark.task(4)
def test_max_pooling_of_nine_numbers(student):
    """pool2d takes the largest value of each 2 by 2 window

    zh: pool2d 取每个 2×2 窗口里的最大值
    """
    X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])

    got = student.pool2d(X, (2, 2))

    check.close(got, torch.tensor([[5.0, 6.0], [8.0, 9.0]]))


@pytest.mark.task(4)
def test_average_pooling_of_nine_numbers(student):
    """pool2d with mode="avg" takes the mean of each 2 by 2 window

    zh: mode="avg" 时，pool2d 取每个 2×2 窗口的均值
    """
    X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])

    got = student.pool2d(X, (2, 2), mode="avg")

    check.close(got, torch.tensor([[3.0, 4.0], [6.0, 7.0]]))


@pytest.mark.task(5)
def test_learn_kernel_from_one_bright_pixel(student):
    """learn_kernel finds [[1, -1]] from one bright pixel

    zh: learn_kernel 能从一个亮点学出 [[1, -1]]
    """
    X, Y = torch.tensor([[0.0, 1.0, 0.0]]), torch.tensor([[-1.0, 1.0]])

    got = student.learn_kernel(X, Y, (1, 2), lr=0.03, steps=300)

    check.close(got, torch.tensor([[1.0, -1.0]]), rtol=0, atol=0.01, dtype=False)


@pytest.mark.task(6)
def test_features_of_a_bright_square(student):
    """a bright square of 2 by 2 lights up at its right and at its bottom

    zh: 2×2 的亮方块，两张特征图分别在右列和下行取值较大
    """
    got = check.items(student.digit_seven_features(torch.ones(2, 2)), 2)

    check.close(got[0], torch.tensor([[0.0, 2.0], [0.0, 2.0]]), dtype=False)
    check.close(got[1], torch.tensor([[0.0, 0.0], [2.0, 2.0]]), dtype=False)


@pytest.mark.task(7)
def test_scores_of_a_bright_square(student):
    """the bright square of 2 by 2 gives the probabilities of the worked example

    zh: 2×2 的亮方块给出讲义例子里的概率
    """
    weight = torch.tensor([[1.0, 0.0], [0.0, 1.0]])

    got = student.digit_seven_scores(torch.ones(2, 2), weight, torch.tensor([0.0, 1.0]))

    check.close(got, torch.tensor([0.2689414, 0.7310586]), dtype=False)


@pytest.mark.task(7)
def test_scores_of_a_tall_image(student):
    """an image of 4 by 2 gives two pooled values per map, the vertical map first

    zh: 4×2 的图像，每张图池化成两个值，vertical 图在前
    """
    image = torch.tensor([[1.0, 1.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    weight = torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])

    got = student.digit_seven_scores(image, weight, torch.tensor([0.0, 1.0, 0.0, 0.0]))

    check.close(got, torch.softmax(torch.tensor([1.0, 1.0, 2.0, 0.0]), dim=0), dtype=False)


@pytest.mark.task(8)
def test_shift_by_one(student):
    """shift moves four pixels down, to the right, up and to the left

    zh: shift 把四个像素向下、向右、向上、向左移
    """
    X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])

    check.close(student.shift(X, 1, 0), torch.tensor([[0.0, 0.0], [1.0, 2.0]]))
    check.close(student.shift(X, 0, 1), torch.tensor([[0.0, 1.0], [0.0, 3.0]]))
    check.close(student.shift(X, -1, -1), torch.tensor([[4.0, 0.0], [0.0, 0.0]]))


@pytest.mark.task(8)
def test_average_by_convolution_of_four_pixels(student):
    """a window of 2 by 2 becomes its mean, and the next one starts beside it

    zh: 一个 2×2 窗口变成它的均值，下一个窗口紧挨着它
    """
    X = torch.tensor([[1.0, 2.0, 5.0, 5.0], [3.0, 4.0, 5.0, 5.0]])

    check.close(student.average_by_convolution(X, 2), torch.tensor([[2.5, 5.0]]))
