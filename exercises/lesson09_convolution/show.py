"""What `dlgrade show lesson09` draws: your own functions at work."""

import torch

from grader.judge import check

SEVEN = torch.tensor(
    [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 1.0, 1.0, 1.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0, 0.0],
        [0.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
    ]
)


def digit(data):
    return data.mnist(train=False)[0][0] / 255


def show_corr2d(student, data, picture):
    """A digit through your corr2d: with a kernel that blurs, one that finds edges, one that sharpens

    zh: 一张数字经过你的 corr2d：模糊核、边缘核、锐化核
    """
    kernels = {
        "blur": torch.full((3, 3), 1 / 9),
        "edges": torch.tensor([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharp": torch.tensor([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    }
    X = digit(data)
    made = [picture.numbers(student.corr2d(X, K), 26, 26) for K in kernels.values()]
    picture.images([X, *made], ["X", *kernels])


def show_seven(student, picture):
    """The feature maps of your digit_seven_features: where the seven ends to the right, and where below

    zh: 你的 digit_seven_features 得到的特征图：7 的右边缘在哪里，下边缘在哪里
    """
    maps = check.items(student.digit_seven_features(SEVEN), 2)
    picture.images([SEVEN, *(picture.numbers(each, 6, 6) for each in maps)], ["image", "vertical", "horizontal"])


def show_pooling(student, data, picture):
    """A digit through your pool2d, in windows of 4 by 4 with stride 4: the largest value, and the mean

    zh: 一张数字经过你的 pool2d，窗口 4×4、步幅 4：取最大值，取均值
    """
    X = digit(data)
    pooled = [picture.numbers(student.pool2d(X, (4, 4), mode=mode, stride=4), 7, 7) for mode in ("max", "avg")]
    picture.images([X, *pooled], ["X", "max", "avg"])


def show_learned_kernel(student, data, picture):
    """The kernel that your learn_kernel learns from a digit X and its edges Y alone, step by step

    zh: 你的 learn_kernel 只凭一张数字 X 和它的边缘 Y，一步一步学到的核
    """
    X = digit(data)[4:20, 4:20]
    Y = X[:, :-1] - X[:, 1:]
    steps = range(1, 41, 3)
    kernels = [picture.numbers(student.learn_kernel(X, Y, (1, 2), 0.005, each), 1, 2)[0] for each in steps]
    left, right = torch.stack(kernels).T
    picture.images([X, Y], ["X", "Y"])
    picture.lines(list(steps), {"K[0, 0]": left, "K[0, 1]": right}, names=("steps", "K"))
