"""Hidden tests of lesson 09. References are PyTorch's own convolutions and poolings, in this process.

Drawn images mostly hold small whole numbers, so that every order of adding gives the same float32 result.
"""

import pytest
import torch
from torch.nn import functional as F

from grader.judge import check


@pytest.mark.task(1)
def test_corr2d_of_a_small_image(student, draw):
    """corr2d adds up the products in each window

    zh: corr2d 把每个窗口里的乘积加起来
    """
    X = torch.tensor([[1.0, 2.0, 0.0], [0.0, 3.0, 1.0]])
    K = torch.tensor([[1.0, 2.0], [3.0, -1.0]])

    got = student.corr2d(X, K)

    check.close(got, torch.tensor([[2.0, 10.0]]), dtype=False)
    X, K = draw.randint(-4, 5, (4, 5), dtype=torch.float32), draw.randint(-4, 5, (2, 2), dtype=torch.float32)
    check.close(student.corr2d(X, K), correlate(X, K), dtype=False)


@pytest.mark.task(1)
def test_corr2d_does_not_flip_the_kernel(student, draw):
    """a kernel whose only 1 is at the top left copies the top left of the image

    zh: 卷积核左上角为 1、其余为 0 时，结果就是图像的左上部分
    """
    X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    K = torch.tensor([[1.0, 0.0], [0.0, 0.0]])

    got = student.corr2d(X, K)

    check.close(got, torch.tensor([[1.0, 2.0], [4.0, 5.0]]), dtype=False)
    X = draw.randint(-4, 5, (3, 3), dtype=torch.float32)
    check.close(student.corr2d(X, K), X[:2, :2], dtype=False)


@pytest.mark.task(1)
def test_corr2d_of_a_tall_kernel(student, draw):
    """corr2d takes images and kernels that are not square

    zh: 图像和卷积核不是正方形时，corr2d 也对
    """
    X = draw.randint(-4, 5, (7, 5), dtype=torch.float32)
    K = torch.tensor([[1.0, -2.0], [3.0, 0.0], [-1.0, 4.0], [2.0, 1.0]])

    got = student.corr2d(X, K)

    check.close(got, correlate(X, K), atol=1e-5, dtype=False)


@pytest.mark.task(1)
def test_corr2d_keeps_float64(student, draw):
    """corr2d keeps the dtype: float32, and float64 to its full precision

    zh: corr2d 保持 dtype 不变：float32 仍是 float32；输入是 float64 时全程按 float64 计算
    """
    X, K = draw.uniform(1, 2, 5, 6, dtype=torch.float64), draw.uniform(1, 2, 2, 3, dtype=torch.float64)

    got = student.corr2d(X, K)
    single = student.corr2d(X.float(), K.float())

    check.close(got, correlate(X, K), rtol=1e-10, what="corr2d(X, K)")
    check.dtype(single, torch.float32, what="corr2d(X.float(), K.float())")


@pytest.mark.task(1)
def test_corr2d_leaves_the_image_and_the_kernel_as_they_were(student, draw):
    """corr2d leaves the image and the kernel as they were

    zh: corr2d 不改动图像和卷积核
    """
    X, K = draw.randint(1, 9, (2, 3), dtype=torch.float32), torch.tensor([[2.0, 3.0]])

    got = check.unchanged(student.corr2d, X, K)

    check.close(got, correlate(X, K), dtype=False)


@pytest.mark.task(1)
def test_conv2d_has_a_weight_and_a_bias_to_learn(student, worker, draw):
    """a Conv2D has two parameters, a weight of kernel_size and a bias of shape (1,)

    zh: Conv2D 有两个参数：形状为 kernel_size 的 weight 和形状为 (1,) 的 bias
    """
    model = student.Conv2D((2, 3))
    X, K = draw.randint(1, 9, (3, 5), dtype=torch.float32), torch.full((2, 3), draw.number(1, 2))

    shapes = [tuple(parameter.shape) for parameter in worker.parameters(model)]

    check.equal(sorted(shapes), [(1,), (2, 3)], what="[p.shape for p in model.parameters()]")
    worker.set_parameters(model, [K if shape == (2, 3) else torch.tensor([0.5]) for shape in shapes])
    check.close(model(X), correlate(X, K) + 0.5, what="the result with other parameters", dtype=False)


@pytest.mark.task(1)
def test_conv2d_correlates_and_adds_the_bias(student, worker, draw):
    """a Conv2D cross-correlates with its weight and adds its bias once

    zh: Conv2D 用 weight 做互相关，再加上一次 bias
    """
    X, K = draw.randint(-4, 5, (4, 6), dtype=torch.float32), draw.uniform(1, 2, 2, 3)
    model = student.Conv2D((2, 3))

    names = sorted(map(str, worker.keep(model.state_dict)))  # load_state_dict alone would say so less plainly
    check.equal(names, ["bias", "weight"], what="sorted(model.state_dict())")
    model.load_state_dict({"weight": K, "bias": torch.tensor([0.5])})

    got = model(X)

    check.close(got, correlate(X, K) + 0.5, atol=1e-5, dtype=False)


@pytest.mark.task(1)
def test_gradients_reach_the_weight_and_the_bias(student, worker, draw):
    """the gradient of a Conv2D's output reaches its weight and its bias

    zh: Conv2D 输出的梯度能传到 weight 和 bias
    """
    X = draw.uniform(1, 2, 4, 5)
    model = student.Conv2D((2, 3))
    check.that(len(worker.keep(model.state_dict)) > 0, "the model has no parameters", expected=2, yours=0)

    worker.backward(model, X)

    gradients = worker.parameter_gradients(model)
    of_weight = correlate(X, torch.ones(3, 3))
    check.close(of_shape(gradients, (2, 3)), of_weight, what="weight.grad", dtype=False)
    check.close(of_shape(gradients, (1,)), torch.tensor([9.0]), what="bias.grad", dtype=False)


@pytest.mark.task(2)
def test_output_size_leaves_out_a_step_that_does_not_fit(student, draw):
    """output_size leaves out a last step that does not fit in full

    zh: 最后一步放不下整个窗口时，output_size 不算它
    """
    got = student.output_size(9, 3, 0, 4)

    check.close(got, 2.0, dtype=False)
    steps = draw.integer(20, 90)
    check.close(student.output_size(4 * steps + 6, 3, 0, 4), steps + 1.0, dtype=False)


@pytest.mark.task(2)
def test_output_size_with_padding_and_stride(student, draw):
    """output_size is floor((w + 2p - f) / s) + 1, with p = 0 and s = 1 by default

    zh: output_size 等于 floor((w + 2p - f) / s) + 1，默认 p = 0、s = 1
    """
    got = [
        student.output_size(28, 5),
        student.output_size(28, 5, p=2),
        student.output_size(8, 2, s=2),
        student.output_size(227, 11, 3, 4),
        student.output_size(5, 5),
        student.output_size(13, 3, 1),
        student.output_size(31, 7, 3, 2),
    ]

    check.close(got, [24.0, 28.0, 4.0, 56.0, 1.0, 13.0, 16.0], dtype=False)
    w = draw.integer(40, 200)
    check.close(student.output_size(w, 7, 3, 2), (w - 1) // 2 + 1.0, dtype=False)


@pytest.mark.task(2)
def test_pad2d_frames_the_image_with_zeros(student, draw):
    """pad2d by 1 puts one ring of zeros around the image

    zh: pad2d 填充 1 时，在图像四周加一圈 0
    """
    X = draw.randint(1, 9, (2, 3), dtype=torch.float32)

    got = student.pad2d(X, 1)

    check.close(got, F.pad(X, (1, 1, 1, 1)), dtype=False)


@pytest.mark.task(2)
def test_pad2d_takes_a_pair_rows_first(student, draw):
    """pad2d by (p_h, p_w) adds p_h rows above and below, p_w columns left and right

    zh: pad2d 填充 (p_h, p_w) 时，上下各加 p_h 行，左右各加 p_w 列
    """
    X = draw.uniform(1, 2, 3, 4)

    got = student.pad2d(X, (1, 2))

    check.close(got, F.pad(X, (2, 2, 1, 1)), dtype=False)


@pytest.mark.task(2)
def test_pad2d_with_a_zero_in_the_pair(student, draw):
    """pad2d by (2, 0) adds rows alone

    zh: pad2d 填充 (2, 0) 时，只加行、不加列
    """
    X = draw.uniform(1, 2, 2, 3)

    got = student.pad2d(X, (2, 0))

    check.close(got, F.pad(X, (0, 0, 2, 2)), dtype=False)


@pytest.mark.task(2)
def test_padding_and_striding_keep_float64(student, draw):
    """pad2d and corr2d_strided keep the dtype: float32 and float64, to full precision

    zh: pad2d 和 corr2d_strided 保持 dtype 不变：float32、float64 都按各自的精度计算
    """
    X, K = draw.uniform(1, 2, 5, 6, dtype=torch.float64), draw.uniform(1, 2, 2, 2, dtype=torch.float64)

    padded, strided = student.pad2d(X, 1), student.corr2d_strided(X, K, 0, 2)
    single = [student.pad2d(X.float(), 1), student.corr2d_strided(X.float(), K.float(), 0, 2)]

    check.close(padded, F.pad(X, (1, 1, 1, 1)), rtol=1e-10, what="pad2d(X, 1)")
    check.close(strided, correlate(X, K, stride=2), rtol=1e-10, what="corr2d_strided(X, K, 0, 2)")
    check.dtype(single[0], torch.float32, what="pad2d(X.float(), 1)")
    check.dtype(single[1], torch.float32, what="corr2d_strided(X.float(), K.float(), 0, 2)")


@pytest.mark.task(2)
def test_corr2d_strided_by_default_is_corr2d(student, draw):
    """corr2d_strided without padding and stride visits every window

    zh: 不给填充和步幅时，corr2d_strided 走遍每一个窗口
    """
    X = draw.randint(-4, 5, (3, 4), dtype=torch.float32)
    K = torch.tensor([[1.0, -1.0]])

    got = student.corr2d_strided(X, K)

    check.close(got, correlate(X, K), dtype=False)


@pytest.mark.task(2)
def test_corr2d_strided_takes_numbers(student, draw):
    """padding=1 and stride=2 hold for rows and columns alike

    zh: padding=1、stride=2 对行和列同样有效
    """
    X = draw.randint(1, 9, (6, 7), dtype=torch.float32)
    K = torch.tensor([[1.0, -2.0], [3.0, 1.0], [-1.0, 4.0]])

    got = student.corr2d_strided(X, K, padding=1, stride=2)

    check.close(got, correlate(X, K, padding=1, stride=2), atol=1e-5, dtype=False)


@pytest.mark.task(2)
def test_corr2d_strided_takes_pairs(student, draw):
    """padding=(2, 1) and stride=(2, 3) are rows first, then columns

    zh: padding=(2, 1)、stride=(2, 3) 都是先行后列
    """
    X = draw.randint(1, 9, (5, 9), dtype=torch.float32)
    K = torch.tensor([[2.0, -1.0, 1.0], [1.0, 3.0, -2.0]])

    got = student.corr2d_strided(X, K, padding=(2, 1), stride=(2, 3))

    check.close(got, correlate(X, K, padding=(2, 1), stride=(2, 3)), atol=1e-5, dtype=False)


@pytest.mark.task(3)
def test_multi_in_adds_up_the_channels(student, draw):
    """corr2d_multi_in adds up the channels, each with its own kernel

    zh: corr2d_multi_in 让每个通道各用各的卷积核，再把结果相加
    """
    X = torch.tensor([[[1.0, 2.0, 0.0], [3.0, 0.0, 1.0]], [[0.0, 1.0, 2.0], [1.0, 4.0, 0.0]]])
    K = torch.tensor([[[1.0, 2.0]], [[-1.0, 3.0]]])

    got = student.corr2d_multi_in(X, K)

    check.close(got, torch.tensor([[8.0, 7.0], [14.0, -2.0]]), dtype=False)
    X, K = draw.randint(-4, 5, (2, 3, 4), dtype=torch.float32), draw.randint(-4, 5, (2, 2, 2), dtype=torch.float32)
    check.close(student.corr2d_multi_in(X, K), correlate_channels(X, K[None])[0], dtype=False)


@pytest.mark.task(3, points=2)
def test_multi_in_out_makes_one_map_a_kernel(student, draw):
    """corr2d_multi_in_out makes one map for each kernel, in the order of the kernels

    zh: corr2d_multi_in_out 为每个卷积核产生一张特征图，次序与卷积核相同
    """
    X = draw.randint(1, 9, (3, 5, 6), dtype=torch.float32)
    K = torch.arange(-12.0, 12.0).reshape(2, 3, 2, 2)

    got = student.corr2d_multi_in_out(X, K)

    check.close(got, correlate_channels(X, K), atol=1e-5, dtype=False)


@pytest.mark.task(3)
def test_one_by_one_kernels_mix_the_channels(student, draw):
    """kernels of size 1 by 1 mix the channels at each pixel

    zh: 1×1 的卷积核在每个像素上混合各通道
    """
    X = torch.tensor([[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 7.0]]])
    K = torch.tensor([[1.0, 1.0, 1.0], [1.0, -1.0, 2.0]]).reshape(2, 3, 1, 1)

    got = student.corr2d_multi_in_out(X, K)

    check.close(got, torch.tensor([[[9.0, 13.0]], [[8.0, 12.0]]]), dtype=False)
    X = draw.randint(-4, 5, (3, 2, 2), dtype=torch.float32)
    check.close(student.corr2d_multi_in_out(X, K), correlate_channels(X, K), dtype=False)


@pytest.mark.task(3)
def test_a_single_output_channel_keeps_its_dimension(student, draw):
    """with a single kernel the result still has three dimensions

    zh: 只有一个卷积核时，结果仍是三维的
    """
    X, K = draw.uniform(1, 2, 2, 4, 5), draw.uniform(1, 2, 1, 2, 3, 2)

    got = student.corr2d_multi_in_out(X, K)

    check.close(got, correlate_channels(X, K), atol=1e-5)


@pytest.mark.task(3, points=2)
def test_multi_channel_results_keep_float64(student, draw):
    """both channel functions keep the dtype of three channels, to full precision

    zh: 三个通道时，两个多通道函数保持 dtype 不变：float32、float64 都按各自的精度计算
    """
    X = draw.uniform(1, 2, 3, 4, 5, dtype=torch.float64)
    K = draw.uniform(1, 2, 2, 3, 2, 3, dtype=torch.float64)

    one, many = student.corr2d_multi_in(X, K[0]), student.corr2d_multi_in_out(X, K)
    single = [student.corr2d_multi_in(X.float(), K[0].float()), student.corr2d_multi_in_out(X.float(), K.float())]

    check.close(one, correlate_channels(X, K)[0], rtol=1e-10, what="corr2d_multi_in(X, K[0])")
    check.close(many, correlate_channels(X, K), rtol=1e-10, what="corr2d_multi_in_out(X, K)")
    check.dtype(single[0], torch.float32, what="corr2d_multi_in(X.float(), K[0].float())")
    check.dtype(single[1], torch.float32, what="corr2d_multi_in_out(X.float(), K.float())")


@pytest.mark.task(4)
def test_pool2d_by_default_takes_the_largest_of_every_window(student, draw):
    """pool2d by default takes the largest value and moves one step at a time

    zh: pool2d 默认取最大值，每次移动一步
    """
    X = torch.tensor([[1.0, 5.0, 2.0], [4.0, 3.0, 9.0], [0.0, 8.0, 6.0]])

    got = student.pool2d(X, (2, 2))

    check.close(got, torch.tensor([[5.0, 9.0], [8.0, 9.0]]), dtype=False)
    X = draw.randint(1, 9, (4, 5), dtype=torch.float32)
    check.close(student.pool2d(X, (2, 2)), F.max_pool2d(X[None], 2, stride=1)[0], dtype=False)


@pytest.mark.task(4)
def test_average_pooling_takes_the_mean(student, draw):
    """mode="avg" takes the mean of each window

    zh: mode="avg" 取每个窗口的均值
    """
    X = torch.tensor([[1.0, 5.0, 2.0], [4.0, 2.0, 7.0], [0.0, 8.0, 6.0]])

    got = student.pool2d(X, (2, 3), mode="avg")

    check.close(got, torch.tensor([[3.5], [4.5]]), dtype=False)
    X = draw.randint(-4, 5, (4, 5), dtype=torch.float32)
    check.close(student.pool2d(X, (2, 3), mode="avg"), F.avg_pool2d(X[None], (2, 3), stride=1)[0], dtype=False)


@pytest.mark.task(4)
def test_a_window_that_does_not_fit_is_left_out(student, draw):
    """stride=2 leaves out the rows and columns in which no full window fits

    zh: stride=2 时，放不下整个窗口的行和列被舍去
    """
    X = draw.uniform(-2, -1, 5, 7)

    got = student.pool2d(X, (2, 2), stride=2)

    check.close(got, F.max_pool2d(X[None], 2)[0], dtype=False)


@pytest.mark.task(4)
def test_padding_never_wins_a_maximum(student, draw):
    """padding never wins a maximum, however low the image is

    zh: 不论图像的值多小，填充都不会成为最大值
    """
    X = draw.uniform(-8e10, -1e10, 2, 2)

    got = student.pool2d(X, (2, 2), padding=1)

    check.close(got, F.max_pool2d(X[None], 2, stride=1, padding=1)[0], dtype=False)


@pytest.mark.task(4)
def test_average_counts_the_padding(student, draw):
    """an average counts the zeros of the padding

    zh: 求均值时，填充的 0 也算在内
    """
    X = 4 * draw.randint(1, 9, (2, 2), dtype=torch.float32)

    got = student.pool2d(X, (2, 2), mode="avg", padding=1)

    check.close(got, F.avg_pool2d(X[None], 2, stride=1, padding=1)[0], dtype=False)


@pytest.mark.task(4)
def test_pool2d_takes_pairs(student, draw):
    """window, padding and stride may all be pairs, rows first, then columns

    zh: 窗口、填充、步幅都可以是二元组，先行后列
    """
    X = draw.uniform(1, 2, 6, 9)

    got = student.pool2d(X, (3, 2), mode="max", padding=(0, 1), stride=(1, 3))

    check.close(got, F.max_pool2d(X[None], (3, 2), stride=(1, 3), padding=(0, 1))[0], dtype=False)


@pytest.mark.task(4)
def test_pooling_keeps_float64(student, draw):
    """both modes of pool2d keep the dtype: float32 and float64, to full precision

    zh: pool2d 的两种模式都保持 dtype 不变：float32、float64 都按各自的精度计算
    """
    X = draw.uniform(1, 2, 4, 5, dtype=torch.float64)

    largest, mean = student.pool2d(X, (2, 3)), student.pool2d(X, (2, 3), "avg")
    single = [student.pool2d(X.float(), (2, 3)), student.pool2d(X.float(), (2, 3), "avg")]

    check.close(largest, F.max_pool2d(X[None], (2, 3), stride=1)[0], rtol=1e-10, what="pool2d(X, (2, 3))")
    check.close(mean, F.avg_pool2d(X[None], (2, 3), stride=1)[0], rtol=1e-10, what='pool2d(X, (2, 3), "avg")')
    check.dtype(single[0], torch.float32, what="pool2d(X.float(), (2, 3))")
    check.dtype(single[1], torch.float32, what='pool2d(X.float(), (2, 3), "avg")')


@pytest.mark.task(5, points=2)
def test_learn_kernel_recovers_an_edge_detector(student, draw):
    """learn_kernel finds the edge detector [[1, -1]] from an image and its edges

    zh: learn_kernel 能从图像和它的边缘图中学出边缘检测核 [[1, -1]]
    """
    X = torch.zeros(2, 12)
    X[:, 5:7] = 1.0
    Y = correlate(X, torch.tensor([[1.0, -1.0]]))

    got = student.learn_kernel(X, Y, (1, 2), 0.03, 200)

    check.close(got, torch.tensor([[1.0, -1.0]]), rtol=0, atol=0.01, dtype=False)
    K = draw.uniform(0.6, 1.4, 1, 2) * torch.tensor([[1.0, -1.0]])
    got = student.learn_kernel(X, correlate(X, K), (1, 2), 0.03, 200)
    check.close(got, K, rtol=0, atol=0.01, dtype=False)


@pytest.mark.task(5, points=2)
def test_learn_kernel_recovers_a_drawn_kernel(student, draw):
    """learn_kernel finds any kernel of 2 rows and 3 columns from one bright pixel

    zh: 图像里只有一个亮点时，learn_kernel 也能学出任意的 2×3 卷积核
    """
    X = torch.zeros(4, 5)
    X[1, 2] = 1.0
    K = torch.tensor([[1.2, 2.4, 1.6], [2.0, 1.4, 2.8]]) + draw.uniform(-0.1, 0.1, 2, 3)

    got = student.learn_kernel(X, correlate(X, K), (2, 3), lr=0.03, steps=400)

    check.close(got, K, rtol=0, atol=0.01, dtype=False)


@pytest.mark.task(5)
def test_learn_kernel_goes_no_further_than_lr_and_steps_allow(student, draw):
    """one step, or fifty steps with a tiny lr, do not reach a kernel that is far away

    zh: 只更新一次，或用极小的 lr 更新五十次，都到不了远处的卷积核
    """
    X, K = torch.tensor([[0.0, 1.0, 0.0]]), torch.tensor([[50.0, 80.0]]) + draw.uniform(-5, 5, 1, 2)

    one_step = student.learn_kernel(X, correlate(X, K), (1, 2), 0.03, 1)
    tiny_steps = student.learn_kernel(X, correlate(X, K), (1, 2), 1e-6, 50)
    enough = student.learn_kernel(X, correlate(X, K), (1, 2), 0.03, 500)

    check.that(distance(one_step, K) > 5, "one step with lr=0.03 is not enough to reach this kernel")
    check.that(distance(tiny_steps, K) > 5, "fifty steps with lr=1e-6 are not enough to reach this kernel")
    check.close(enough, K, rtol=1e-3, dtype=False, what="the kernel after 500 steps with lr=0.03")


@pytest.mark.task(5)
def test_learn_kernel_finds_the_least_squares_without_a_bias(student, draw):
    """where no kernel fits, learn_kernel finds the least squares without a bias

    zh: 没有卷积核能完全吻合时，learn_kernel 给出不带偏置的最小二乘解
    """
    X = torch.zeros(3, 8)
    X[:, :4] = torch.tensor([[1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    Y = correlate(X, torch.tensor([[1.0], [-1.0]])) + draw.uniform(1.0, 1.5, 2, 8)
    windows = torch.stack([X[:-1].flatten(), X[1:].flatten()], dim=1)

    got = student.learn_kernel(X, Y, (2, 1), lr=0.03, steps=200)

    best = torch.linalg.lstsq(windows, Y.reshape(-1, 1)).solution
    check.close(got, best, rtol=0, atol=0.01, dtype=False)


@pytest.mark.task(6)
def test_vertical_map_of_the_seven(student, show, draw):
    """the first map of the seven shows where its strokes end on the right

    zh: 数字 7 的第一张特征图在笔画的右边缘取值较大
    """
    got = check.items(student.digit_seven_features(seven()), 2)

    check.close(got[0], feature_map(seven(), vertical()), atol=1e-5, dtype=False)
    show(got[0])
    image = draw.randint(-4, 5, (6, 6), dtype=torch.float32)
    drawn = check.items(student.digit_seven_features(image), 2)
    check.close(drawn[0], feature_map(image, vertical()), atol=1e-5, dtype=False, what="the first map of another image")


@pytest.mark.task(6)
def test_horizontal_map_of_the_seven(student, show, draw):
    """the second map of the seven shows where its strokes end at the bottom

    zh: 数字 7 的第二张特征图在笔画的下边缘取值较大
    """
    upside_down = check.items(student.digit_seven_features(seven().flip(0)), 2)
    got = check.items(student.digit_seven_features(seven()), 2)

    check.close(got[1], feature_map(seven(), vertical().T), atol=1e-5, dtype=False)
    show(got[1])
    expected = feature_map(seven().flip(0), vertical().T)
    check.close(upside_down[1], expected, atol=1e-5, dtype=False, what="the second map of the seven upside down")
    image = draw.randint(-4, 5, (6, 6), dtype=torch.float32)
    drawn = check.items(student.digit_seven_features(image), 2)
    expected = feature_map(image, vertical().T)
    check.close(drawn[1], expected, atol=1e-5, dtype=False, what="the second map of another image")


@pytest.mark.task(6)
def test_features_of_any_image(student, draw):
    """any image gives two maps of its own size, with nothing below 0

    zh: 任何图像都得到两张与它同样大小的特征图，没有负数
    """
    image = draw.randint(-4, 5, (6, 6), dtype=torch.float32)

    got = check.items(student.digit_seven_features(image), 2)

    check.close(got[0], feature_map(image, vertical()), atol=1e-5, dtype=False)
    check.close(got[1], feature_map(image, vertical().T), atol=1e-5, dtype=False)


def correlate(X, K, padding=0, stride=1):
    return F.conv2d(X[None, None], K[None, None], padding=padding, stride=stride)[0, 0]


def correlate_channels(X, K):
    return F.conv2d(X[None], K)[0]


def feature_map(image, kernel):
    return torch.relu(correlate(image, kernel, padding=1))


def vertical():
    return torch.tensor([[1.0, 0.0, -1.0]] * 3)


def seven():
    image = torch.zeros(6, 6)
    image[1, 1:5] = 1.0
    image[2, 4] = image[3, 3] = image[4, 2] = image[5, 2] = 1.0
    return image


def distance(got, kernel):
    check.shape(got, kernel.shape)
    check.finite(got)
    return float((torch.as_tensor(got).detach() - kernel).abs().max())


def of_shape(gradients, shape):
    return next((each for each in gradients if each is not None and tuple(each.shape) == shape), None)


@pytest.mark.task(7, points=2)
def test_scores_of_the_seven(student, draw):
    """the seven goes through both maps, pooling, 18 numbers, a linear layer, softmax

    zh: 数字 7 依次经过两张特征图、池化、18 个数、线性层和 softmax
    """
    weight, bias = draw.uniform(-1, 1, 3, 18), draw.uniform(-1, 1, 3)

    got = check.unchanged(student.digit_seven_scores, seven(), weight, bias)

    check.close(got, torch.softmax(weight @ pooled_row(seven()) + bias, dim=0), atol=1e-6, dtype=False)


@pytest.mark.task(7)
def test_scores_keep_the_order_of_the_row(student, draw):
    """each column of weight meets its own pooled value: vertical first, row by row

    zh: weight 的每一列对应各自的池化值：先 vertical 图，按行展开
    """
    image, weight = draw.randint(0, 4, (4, 6), dtype=torch.float32), draw.uniform(-0.5, 0.5, 5, 12)

    got = student.digit_seven_scores(image, weight, torch.zeros(5))

    check.close(got, torch.softmax(weight @ pooled_row(image), dim=0), atol=1e-6, dtype=False)


@pytest.mark.task(7)
def test_scores_of_an_empty_image_are_those_of_the_bias(student, draw):
    """without ink the bias alone decides, and the probabilities sum to 1

    zh: 图像全黑时只由偏置决定，各概率之和为 1
    """
    bias = draw.uniform(-2, 2, 4)

    got = student.digit_seven_scores(torch.zeros(2, 4), draw.uniform(-1, 1, 4, 4), bias)

    check.close(got, torch.softmax(bias, dim=0), atol=1e-6, dtype=False)


@pytest.mark.task(7)
def test_scores_are_float32(student, draw):
    """the probabilities are a float32 tensor with one entry per class

    zh: 概率是 float32 张量，每个类别一项
    """
    weight, bias = draw.uniform(-1, 1, 3, 18), draw.uniform(-1, 1, 3)

    got = student.digit_seven_scores(seven(), weight, bias)

    check.close(got, torch.softmax(weight @ pooled_row(seven()) + bias, dim=0), atol=1e-6)


@pytest.mark.task(8)
def test_shift_moves_down_and_to_the_right(student, draw):
    """shift moves an image down by rows and to the right by cols, and leaves X alone

    zh: shift 把图像下移 rows、右移 cols，不修改 X
    """
    X = draw.uniform(1, 2, 4, 5)

    got = check.unchanged(student.shift, X, 1, 2)

    check.close(got, moved(X, 1, 2), dtype=False)


@pytest.mark.task(8)
def test_shift_takes_negative_numbers_and_zero(student, draw):
    """negative numbers move up and to the left, 0 does not move

    zh: 负数表示向上、向左移，0 表示不移
    """
    X = draw.uniform(1, 2, 4, 5)

    for rows, cols in ((-1, 0), (0, -2), (0, 0), (-2, 1)):
        got = student.shift(X, rows, cols)
        check.close(got, moved(X, rows, cols), dtype=False, what=f"shift(X, {rows}, {cols})")


@pytest.mark.task(8)
def test_shift_out_of_sight_leaves_zeros(student, draw):
    """an image that is moved by its own height or further is all zeros

    zh: 移动的距离不小于图像高度时，结果全为 0
    """
    X = draw.uniform(1, 2, 3, 4)

    for rows in (3, -5):
        check.close(student.shift(X, rows, 0), torch.zeros(3, 4), dtype=False, what=f"shift(X, {rows}, 0)")
    check.close(student.shift(X, 2, 3), moved(X, 2, 3), dtype=False, what="shift(X, 2, 3)")


@pytest.mark.task(8)
def test_shift_and_average_keep_float64(student, draw):
    """shift and average_by_convolution keep the dtype: float32, and float64

    zh: shift 和 average_by_convolution 保持 dtype：float32，以及 float64
    """
    X = draw.uniform(1, 2, 4, 4, dtype=torch.float64)

    check.close(student.shift(X, 1, 0), moved(X, 1, 0), what="shift(X, 1, 0)")
    check.close(student.average_by_convolution(X, 2), averages(X, 2), what="average_by_convolution(X, 2)")
    check.dtype(student.shift(X.float(), 1, 0), torch.float32, what="shift(X.float(), 1, 0)")
    check.dtype(
        student.average_by_convolution(X.float(), 2), torch.float32, what="average_by_convolution(X.float(), 2)"
    )


@pytest.mark.task(8)
def test_gap_of_a_convolution_is_zero_away_from_the_border(student, worker, draw):
    """a convolution moves with its input: no gap while the border stays empty

    zh: 卷积随输入平移：只要边缘一直是空的，差距就是 0
    """
    f = worker.code(FUNCTIONS)
    X = torch.zeros(9, 9)
    X[3:6, 3:6] = draw.uniform(1, 2, 3, 3)

    check.close(student.shift_gap(f.convolution, X, 1, -1), 0.0, atol=1e-5, dtype=False)
    check.close(student.shift_gap(f.weighted, X, 0, 1), gap(weighted, X, 0, 1), rtol=1e-4, dtype=False)


@pytest.mark.task(8)
def test_gap_of_a_weight_for_each_place(student, worker, draw):
    """with a weight of its own for each place f does not move; the sign is no matter

    zh: 每个位置各有一个权重时，输出不随输入平移；差的正负无关紧要
    """
    f = worker.code(FUNCTIONS)
    X = draw.uniform(1, 2, 4, 5)

    for rows, cols in ((1, 0), (-1, 2)):
        got = student.shift_gap(f.weighted, X, rows, cols)
        check.close(got, gap(weighted, X, rows, cols), rtol=1e-4, dtype=False, what=f"shift_gap(f, X, {rows}, {cols})")


@pytest.mark.task(8)
def test_average_by_convolution_is_average_pooling(student, draw):
    """average_by_convolution(X, size) is what nn.AvgPool2d(size) gives

    zh: average_by_convolution(X, size) 等于 nn.AvgPool2d(size) 的结果
    """
    X = draw.uniform(1, 2, 7, 6)

    for size in (2, 3, 1):
        got = student.average_by_convolution(X, size)
        check.close(got, averages(X, size), dtype=False, what=f"average_by_convolution(X, {size})")


@pytest.mark.task(8)
def test_pooling_forgets_a_step_within_its_window(student, draw):
    """a spot that shift moves within its window leaves max pooling alone; beyond, not

    zh: shift 让亮点在窗口之内移动时，最大池化的结果不变；移出窗口就变了
    """
    light, i, j = draw.number(1, 2), draw.integer(0, 2), draw.integer(0, 1)
    X = torch.zeros(6, 6)
    X[2 * i, 2 * j] = light

    for rows, cols in ((0, 0), (0, 1), (1, 1), (0, 2), (1, 3)):
        expected = torch.zeros(3, 3)
        expected[i, j + cols // 2] = light
        got = student.pool2d(torch.as_tensor(student.shift(X, rows, cols)), (2, 2), stride=2)
        check.close(got, expected, dtype=False, what=f"pool2d(shift(X, {rows}, {cols}), (2, 2), stride=2)")


FUNCTIONS = """
import torch


def convolution(X):
    padded = torch.nn.functional.pad(X, (1, 1, 1, 1))
    K = torch.tensor([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0], [2.0, 1.0, -0.5]])
    return (padded.unfold(0, 3, 1).unfold(1, 3, 1) * K).sum(dim=(-2, -1))


def weighted(X):
    return X * torch.arange(X.numel(), 0, -1, dtype=X.dtype).reshape(X.shape)
"""


def weighted(X):
    return X * torch.arange(X.numel(), 0, -1, dtype=X.dtype).reshape(X.shape)


def gap(f, X, rows, cols):
    return float((f(moved(X, rows, cols)) - moved(f(X), rows, cols)).abs().max())


def moved(X, rows, cols):
    """X moved, pixel by pixel."""
    result = torch.zeros_like(X)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if 0 <= i + rows < X.shape[0] and 0 <= j + cols < X.shape[1]:
                result[i + rows, j + cols] = X[i, j]
    return result


def averages(X, size):
    return F.avg_pool2d(X[None], size)[0]


def pooled_row(image):
    maps = torch.stack([feature_map(image, vertical()), feature_map(image, vertical().T)])
    return F.max_pool2d(maps, 2).flatten()
