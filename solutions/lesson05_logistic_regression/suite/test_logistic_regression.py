"""Hidden tests of lesson 05. Expected values come from torch in float64, or from the loop at the bottom."""

import math

import pytest
import torch
from torch.nn.functional import binary_cross_entropy, binary_cross_entropy_with_logits

from grader.judge import check

# Task 1: the sigmoid


@pytest.mark.task(1)
def test_sigmoid_of_drawn_numbers(student, draw):
    """sigmoid gives 1 / (1 + exp(-z)) for each number of z, whatever its shape

    zh: 不管 z 是什么形状，sigmoid 对其中每个数都给出 1 / (1 + exp(-z))
    """
    z = draw.uniform(-3, 3, 2, 3, 4)

    got = student.sigmoid(z)

    check.close(got, torch.sigmoid(z), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_sigmoid_of_z_and_minus_z_add_up_to_one(student, draw):
    """sigmoid(z) and sigmoid(-z) add up to 1

    zh: sigmoid(z) 与 sigmoid(-z) 之和为 1
    """
    z = draw.uniform(0.5, 3, 5)

    one, other = student.sigmoid(z), student.sigmoid(-z)

    check.shape(one, (5,))
    check.shape(other, (5,))
    check.close(torch.as_tensor(one).double() + torch.as_tensor(other).double(), torch.ones(5), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_sigmoid_of_large_numbers_is_one(student, draw):
    """sigmoid of 1000 and of 10000 is 1, not NaN

    zh: 1000 和 10000 的 sigmoid 是 1，而不是 NaN
    """
    z = torch.cat([torch.tensor([1000.0, 10000.0]), sizes(draw)])
    small = draw.uniform(-3, 3, 4)

    got, others = student.sigmoid(z), student.sigmoid(small)

    check.close(got, torch.sigmoid(z), atol=1e-6, dtype=False)
    check.close(others, torch.sigmoid(small), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_sigmoid_of_large_numbers_of_both_signs(student, draw):
    """one tensor may hold large numbers of both signs

    zh: 同一个张量里可以既有很大的正数，也有绝对值很大的负数
    """
    z = torch.cat([torch.tensor([-10000.0, 10000.0]), sizes(draw), -sizes(draw)])

    got = student.sigmoid(z)

    check.close(got, torch.sigmoid(z), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_sigmoid_in_float64(student, draw):
    """a float64 z is computed in float64

    zh: float64 的 z 按 float64 的精度计算
    """
    z = draw.uniform(-3, 3, 5, dtype=torch.float64)

    got = student.sigmoid(z)

    check.close(got, torch.sigmoid(z), rtol=1e-10, atol=1e-12, dtype=False)


@pytest.mark.task(1)
def test_sigmoid_leaves_z_as_it_was(student, draw):
    """sigmoid leaves z as it was

    zh: sigmoid 不改动 z 本身
    """
    z = draw.uniform(-3, 3, 4)

    got = check.unchanged(student.sigmoid, z)

    check.close(got, torch.sigmoid(z), atol=1e-6, dtype=False)


# Task 2: the loss of a probability


@pytest.mark.task(2)
def test_bce_is_the_mean_over_every_number(student, draw):
    """bce gives the mean over every number of the tensor

    zh: bce 返回张量中所有元素的平均损失
    """
    p = draw.uniform(0.1, 0.9, 4, 3)
    y = torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0]])

    got = student.bce(p, y)

    check.close(got, binary_cross_entropy(p.double(), y.double()).item())


@pytest.mark.task(2)
def test_bce_none_keeps_one_loss_a_number(student, draw):
    """bce with reduction="none" gives one loss per number, in the shape of p

    zh: bce 取 reduction="none" 时每个数一个损失，形状与 p 相同
    """
    p = draw.uniform(0.1, 0.9, 5, 1)
    y = torch.tensor([[1.0], [0.0], [0.0], [1.0], [1.0]])

    got = student.bce(p, y, reduction="none")

    check.close(got, binary_cross_entropy(p, y, reduction="none"), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_bce_sum_adds_the_losses_up(student, draw):
    """bce with reduction="sum" adds the losses up

    zh: bce 取 reduction="sum" 时把各个损失加起来
    """
    p = draw.uniform(0.1, 0.9, 5, 1)
    y = torch.tensor([[0.0], [1.0], [0.0], [1.0], [1.0]])

    got = student.bce(p, y, reduction="sum")

    check.close(got, binary_cross_entropy(p.double(), y.double(), reduction="sum").item())


@pytest.mark.task(2)
def test_bce_takes_targets_between_zero_and_one(student, draw):
    """a target may lie between 0 and 1: both logarithms count, with y and 1 - y

    zh: 目标值可以介于 0 和 1 之间：两个对数都要算，权重为 y 和 1 - y
    """
    p = draw.uniform(0.1, 0.4, 5, 1)
    y = draw.uniform(0.6, 0.8, 5, 1)

    got = student.bce(p, y)

    check.close(got, binary_cross_entropy(p.double(), y.double()).item())


@pytest.mark.task(2)
def test_bce_of_certain_and_wrong_costs_one_hundred(student, draw):
    """no logarithm counts for less than -100: certain and wrong costs exactly 100

    zh: 对数最小只算到 -100：十分确信却错了，损失恰好是 100
    """
    wrong = torch.cat([torch.tensor([[0.0], [1.0]]), draw.randint(0, 2, (6, 1))]).double()
    unsure = draw.uniform(0.2, 0.8, 1, 1, dtype=torch.float64)
    p = torch.cat([wrong, torch.tensor([[1e-60]], dtype=torch.float64), unsure])
    y = torch.cat([1 - wrong, torch.ones(2, 1, dtype=torch.float64)])

    got = student.bce(p, y)

    check.close(got, (900 - unsure.log().item()) / 10)


@pytest.mark.task(2)
def test_bce_of_certain_and_right_costs_nothing(student, draw):
    """certain and right costs 0, not NaN

    zh: 十分确信而且对了，损失是 0，而不是 NaN
    """
    right, unsure = draw.randint(0, 2, (7, 1)).float(), draw.uniform(0.2, 0.8, 1, 1)
    p = torch.cat([right, 1 - right, unsure])
    y = torch.cat([right, 1 - right, torch.ones(1, 1)])

    got = student.bce(p, y)

    check.close(got, -unsure.log().item() / 15)


@pytest.mark.task(2)
def test_bce_does_not_clamp_the_probability(student, draw):
    """a tiny p is not rounded up: p = 1e-30 with y = 1 costs 69.08

    zh: 很小的 p 不会被抬高：p = 1e-30、y = 1 时损失是 69.08
    """
    p = torch.cat([torch.tensor([[1e-30]]), 1e-30 * draw.uniform(0.1, 1, 3, 1)])
    y = torch.ones(4, 1)

    got = student.bce(p, y)

    check.close(got, -p.double().log().mean().item())


# Task 3: the loss of a logit


@pytest.mark.task(3)
def test_logits_mean_over_every_number(student, draw):
    """bce_with_logits gives the mean over every number of the tensor

    zh: bce_with_logits 返回张量中所有元素的平均损失
    """
    z = draw.uniform(-2, 2, 4, 3)
    y = torch.tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

    got = student.bce_with_logits(z, y)

    check.close(got, binary_cross_entropy_with_logits(z.double(), y.double()).item())


@pytest.mark.task(3)
def test_logits_none_keeps_one_loss_a_number(student, draw):
    """bce_with_logits, reduction="none": one loss per number, in the shape of z

    zh: bce_with_logits 取 reduction="none" 时每个数一个损失，形状与 z 相同
    """
    z = draw.uniform(-2, 2, 5, 1)
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0], [1.0]])

    got = student.bce_with_logits(z, y, reduction="none")

    check.close(got, binary_cross_entropy_with_logits(z, y, reduction="none"), atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_logits_sum_adds_the_losses_up(student, draw):
    """bce_with_logits with reduction="sum" adds the losses up

    zh: bce_with_logits 取 reduction="sum" 时把各个损失加起来
    """
    z = draw.uniform(-2, 2, 5, 1)
    y = torch.tensor([[1.0], [0.0], [1.0], [1.0], [0.0]])

    got = student.bce_with_logits(z, y, reduction="sum")

    check.close(got, binary_cross_entropy_with_logits(z.double(), y.double(), reduction="sum").item())


@pytest.mark.task(3)
def test_logits_of_ten_thousand_stay_exact(student, draw):
    """a logit of 10000 costs 10000 when it is wrong and 0 when it is right

    zh: logit 为 10000 时，判错的损失是 10000，判对的损失是 0
    """
    z = torch.tensor([[10000.0], [-10000.0], [10000.0], [-10000.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

    drawn = (torch.cat([sizes(draw), -sizes(draw)]).reshape(4, 4), draw.randint(0, 2, (4, 4)).float())

    got, others = (student.bce_with_logits(*each, reduction="none") for each in ((z, y), drawn))

    check.close(got, torch.tensor([[10000.0], [10000.0], [0.0], [0.0]]), atol=1e-5, dtype=False)
    check.close(others, binary_cross_entropy_with_logits(*drawn, reduction="none"), atol=1e-5, dtype=False)


@pytest.mark.task(3)
def test_pos_weight_counts_the_positive_part(student, draw):
    """pos_weight multiplies the y part alone, and the mean divides by the count

    zh: pos_weight 只乘在 y 那一项上，求均值时仍然除以个数
    """
    z = draw.uniform(-2, 2, 6, 1)
    y = torch.tensor([[1.0], [0.0], [0.0], [1.0], [0.0], [0.0]])
    weight = torch.tensor([3.0])

    got = student.bce_with_logits(z, y, pos_weight=weight)

    check.close(got, binary_cross_entropy_with_logits(z, y, pos_weight=weight).item())


@pytest.mark.task(3)
def test_pos_weight_broadcasts_over_the_columns(student, draw):
    """pos_weight of shape (3,) is one weight per column, for targets in [0, 1] too

    zh: 形状为 (3,) 的 pos_weight 每列一个权重，目标值在 [0, 1] 之间时也一样
    """
    z = draw.uniform(-2, 2, 3, 3)
    y = draw.uniform(0.2, 0.8, 3, 3)
    weight = torch.tensor([0.5, 2.0, 4.0])

    got = student.bce_with_logits(z, y, pos_weight=weight, reduction="none")

    expected = binary_cross_entropy_with_logits(z, y, pos_weight=weight, reduction="none")
    check.close(got, expected, atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_pos_weight_with_large_logits(student, draw):
    """with pos_weight=3 a logit of -10000 and y = 1 costs 30000

    zh: pos_weight=3 时，logit 为 -10000、y = 1 的损失是 30000
    """
    z = torch.tensor([[-10000.0], [10000.0]])
    y = torch.tensor([[1.0], [0.0]])

    drawn, weight = (-sizes(draw).reshape(8, 1), torch.ones(8, 1)), draw.uniform(1.5, 5, 1)

    got = student.bce_with_logits(z, y, pos_weight=torch.tensor([3.0]), reduction="none")
    others = student.bce_with_logits(*drawn, pos_weight=weight, reduction="none")

    check.close(got, torch.tensor([[30000.0], [10000.0]]), dtype=False)
    check.close(others, binary_cross_entropy_with_logits(*drawn, pos_weight=weight, reduction="none"), dtype=False)


@pytest.mark.task(3)
def test_logits_leave_their_arguments_as_they_were(student, draw):
    """bce_with_logits leaves z and y as they were

    zh: bce_with_logits 不改动 z 和 y
    """
    z = draw.uniform(-2, 2, 3, 1)
    y = torch.tensor([[1.0], [0.0], [1.0]])

    got = check.unchanged(student.bce_with_logits, z, y)

    check.close(got, binary_cross_entropy_with_logits(z.double(), y.double()).item())


# Task 4: the gradient


@pytest.mark.task(4)
def test_gradient_of_the_mean_loss(student, draw):
    """bce_gradient is the gradient of the mean loss with respect to z

    zh: bce_gradient 是平均损失对 z 的梯度
    """
    z = draw.uniform(0.5, 2.5, 6, 1) * torch.tensor([[1.0], [-1.0], [1.0], [-1.0], [1.0], [-1.0]])
    y = torch.tensor([[1.0], [1.0], [0.0], [0.0], [0.3], [0.6]])

    got = student.bce_gradient(z, y)

    check.close(got, slope_of_the_mean(z, y), atol=1e-6, dtype=False)


@pytest.mark.task(4)
def test_gradient_keeps_a_flat_shape(student, draw):
    """z and y of shape (5,) give a gradient of shape (5,)

    zh: z 和 y 的形状是 (5,) 时，梯度的形状也是 (5,)
    """
    z = draw.uniform(0.5, 2.5, 5) * torch.tensor([1.0, -1.0, 1.0, -1.0, 1.0])
    y = torch.tensor([0.0, 1.0, 1.0, 0.0, 1.0])

    got = student.bce_gradient(z, y)

    check.close(got, slope_of_the_mean(z, y), atol=1e-6, dtype=False)


@pytest.mark.task(4)
def test_gradient_of_large_wrong_logits_does_not_vanish(student, draw):
    """a logit of 10000 that is wrong still has gradient 1 / n, one that is right has 0

    zh: logit 为 10000 时，判错的样本梯度仍是 1 / n，判对的是 0
    """
    z = torch.tensor([[10000.0], [-10000.0], [10000.0], [-10000.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

    drawn = (torch.cat([sizes(draw), -sizes(draw)]).reshape(16, 1), draw.randint(0, 2, (16, 1)).float())

    got, others = student.bce_gradient(z, y), student.bce_gradient(*drawn)

    check.close(got, torch.tensor([[0.25], [-0.25], [0.0], [0.0]]), atol=1e-6, dtype=False)
    check.close(others, slope_of_the_mean(*drawn), atol=1e-6, dtype=False)


@pytest.mark.task(4)
def test_gradient_halves_when_the_batch_doubles(student, draw):
    """with every sample there twice, each entry of the gradient is half as large

    zh: 每个样本都出现两次时，梯度的每一项都减半
    """
    z = draw.uniform(0.5, 2.5, 3, 1)
    y = torch.tensor([[0.0], [1.0], [0.0]])

    once, twice = student.bce_gradient(z, y), student.bce_gradient(z.repeat(2, 1), y.repeat(2, 1))

    check.shape(once, (3, 1))
    check.shape(twice, (6, 1))
    check.close(torch.as_tensor(twice).double()[:3] * 2, slope_of_the_mean(z, y), atol=1e-6, dtype=False)


# Task 5: the model and its decisions


@pytest.mark.task(5)
def test_model_of_one_feature(student, worker, draw):
    """LogisticRegressionModel() turns x of shape (5, 1) into sigmoid(x w + b), (5, 1)

    zh: LogisticRegressionModel() 把 (5, 1) 的 x 变成 sigmoid(x w + b)，形状仍是 (5, 1)
    """
    x, start = draw.uniform(-2, 2, 5, 1), draw.number(0.5, 1.5)
    model = student.LogisticRegressionModel()
    fill(worker, model, start)

    got = model(x)

    check.close(got, torch.sigmoid(start * x + start), atol=1e-6, dtype=False)


@pytest.mark.task(5)
def test_model_of_three_features(student, worker, draw):
    """LogisticRegressionModel(3) has three weights and one bias and uses them all

    zh: LogisticRegressionModel(3) 有三个权重和一个偏置，并且全都用上
    """
    x, w, b = draw.uniform(-1, 1, 4, 3), draw.uniform(0.5, 1.5, 3), draw.number(-1, 1)
    model = student.LogisticRegressionModel(3)
    parameters = tensors(worker, model)
    sizes = sorted(p.numel() for p in parameters)
    check.that(sizes == [1, 3], "not three weights and one bias", expected=[1, 3], yours=sizes)
    values = [(w if p.numel() == 3 else torch.tensor(b)).reshape(p.shape) for p in parameters]
    worker.set_parameters(model, values)

    got = model(x)

    check.close(got, torch.sigmoid(x @ w.reshape(3, 1) + b), atol=1e-6, dtype=False)


@pytest.mark.task(5)
def test_predict_decides_at_one_half(student, worker, draw):
    """predict gives 1 where the probability is above one half, else 0, as (n, 1)

    zh: 概率大于二分之一时 predict 给 1，否则给 0，形状是 (n, 1)
    """
    x = torch.tensor([[-3.0], [-1.5], [-0.625], [2.0]])
    model = student.LogisticRegressionModel()
    fill(worker, model, 1.0)  # probabilities 0.12, 0.38, 0.59, 0.95

    got = student.predict(model, x)

    check.close(got, torch.tensor([[0.0], [0.0], [1.0], [1.0]]), dtype=False)
    decides_on_drawn_numbers(student, worker, draw, 0.5)


@pytest.mark.task(5)
def test_predict_counts_the_threshold_itself_as_one(student, worker, draw):
    """a probability equal to the threshold is a 1

    zh: 概率恰好等于阈值时判为 1
    """
    x = torch.tensor([[-2.0], [5.0]])
    model = student.LogisticRegressionModel()
    fill(worker, model, 0.0)  # every probability is exactly 0.5

    equal = student.predict(model, x)
    fill(worker, model, 1.0)  # probabilities 0.27, 1.00
    apart = student.predict(model, x)

    check.close(equal, torch.ones(2, 1), dtype=False)
    check.close(apart, torch.tensor([[0.0], [1.0]]), dtype=False)
    decides_on_drawn_numbers(student, worker, draw, 0.5)


@pytest.mark.task(5)
def test_predict_follows_the_threshold(student, worker, draw):
    """with threshold=0.3 a probability of 0.38 is a 1

    zh: threshold=0.3 时，概率 0.38 判为 1
    """
    x = torch.tensor([[-3.0], [-1.5], [-0.625], [2.0]])
    model = student.LogisticRegressionModel()
    fill(worker, model, 1.0)  # probabilities 0.12, 0.38, 0.59, 0.95

    got = student.predict(model, x, threshold=0.3)

    check.close(got, torch.tensor([[0.0], [1.0], [1.0], [1.0]]), dtype=False)
    decides_on_drawn_numbers(student, worker, draw, draw.number(0.2, 0.4))


# Task 6: training


@pytest.mark.task(6, points=2)
def test_losses_are_means_taken_before_each_step(student, worker, draw):
    """train returns the mean loss of each epoch, taken before its step

    zh: train 返回每一轮的平均损失，取在该轮更新之前
    """
    x, y = samples(draw)
    model = student.LogisticRegressionModel()
    fill(worker, model, 0.2)

    got = student.train(model, x, y, 0.5, 6)

    check.close(got, descend(x, y, 0.2, lr=0.5, epochs=6)[0], rtol=1e-4)


@pytest.mark.task(6, points=2)
def test_training_moves_the_model_by_gradient_descent(student, worker, draw):
    """after train the model is where plain gradient descent on the mean loss leads

    zh: 训练后的参数，与对平均损失做普通梯度下降得到的参数一致
    """
    x, y = samples(draw)
    model = student.LogisticRegressionModel()
    fill(worker, model, 0.2)

    student.train(model, x, y, 0.8, 6)

    check.close(model(x), descend(x, y, 0.2, lr=0.8, epochs=6)[1], rtol=1e-4, dtype=False)


@pytest.mark.task(6, points=2)
def test_gradients_left_by_the_caller_do_no_harm(student, worker, draw):
    """gradients that the caller left on the model do no harm

    zh: 调用者在模型上留下的梯度不会影响训练
    """
    x, y = samples(draw)
    model = student.LogisticRegressionModel()
    fill(worker, model, 0.2)
    worker.backward(model, x)

    student.train(model, x, y, 0.5, 3)

    check.close(model(x), descend(x, y, 0.2, lr=0.5, epochs=3)[1], rtol=1e-4, dtype=False)


@pytest.mark.task(6, points=2)
def test_training_again_goes_on_from_where_it_was(student, worker, draw):
    """training 2 epochs and then 3 more is the same as training 5

    zh: 先训练 2 轮再训练 3 轮，与一次训练 5 轮相同
    """
    x, y = samples(draw)
    model = student.LogisticRegressionModel()
    fill(worker, model, 0.2)

    student.train(model, x, y, 0.3, 2)
    got = student.train(model, x, y, 0.3, 3)

    check.close(got, descend(x, y, 0.2, lr=0.3, epochs=5)[0][2:], rtol=1e-4)


@pytest.mark.task(6, points=2)
def test_training_finds_the_boundary(student, worker):
    """300 epochs at lr 0.5 tell 1, 2, 3 hours from 5, 6, 7, whichever group passes

    zh: lr 取 0.5 训练 300 轮后能把 1、2、3 小时和 5、6、7 小时分开，不管哪一组及格
    """
    three = torch.tensor([[1.0], [2.0], [3.0], [5.0], [6.0], [7.0]])
    for x, y in ((three, three > 4), (three, three < 4)):
        model = student.LogisticRegressionModel()
        fill(worker, model, 0.1)

        losses = student.train(model, x, y.float(), 0.5, 300)

        p = model(x)
        check.shape(p, (6, 1))
        check.equal([bool(q >= 0.5) for q in p], y.flatten().tolist())
        check.close(losses, descend(x, y.float(), 0.1, lr=0.5, epochs=300)[0], rtol=1e-3)


def sizes(draw):
    """A number in each of eight ranges from 5 to 20,000 that are alike in factor."""
    return torch.exp(math.log(5) + (torch.arange(8) + draw.rand(8)) * math.log(4000) / 8)


def decides_on_drawn_numbers(student, worker, draw, threshold):
    """Of ten numbers around the place where the probability crosses the threshold, by drawn parameters that are all alike."""
    value = draw.number(0.5, 2) * (2 * draw.integer(0, 1) - 1)
    model = student.LogisticRegressionModel()
    fill(worker, model, value)
    away = draw.uniform(0.05, 2, 10, 1) * (2.0 * draw.randint(0, 2, (10, 1)) - 1)
    z = math.log(threshold / (1 - threshold)) + away

    got = student.predict(model, (z - value) / value, threshold=threshold)

    check.close(got, (away > 0).float(), dtype=False)


def fill(worker, model, value):
    """Set every parameter to one value, so that no test needs to know which is the bias."""
    worker.set_parameters(model, [torch.full_like(p, value) for p in tensors(worker, model)])


def tensors(worker, model):
    """The parameters; a model of something else than tensors is the student's affair, not a fault of ours."""
    parameters = worker.parameters(model)
    check.that(all(isinstance(p, torch.Tensor) for p in parameters), "a parameter is not a plain tensor")
    return parameters


def samples(draw):
    """Eight points on a line, one in each of eight bins; no boundary gets all targets right."""
    x = torch.arange(-2.0, 2.0, 0.5).reshape(8, 1) + draw.uniform(0.0, 0.4, 8, 1)
    return x, torch.tensor([[0.0], [0.0], [1.0], [0.0], [1.0], [1.0], [0.0], [1.0]])


def slope_of_the_mean(z, y):
    """The gradient of the mean loss by autograd, in float64."""
    z = z.double().requires_grad_()
    binary_cross_entropy_with_logits(z, y.double()).backward()
    return z.grad.float()


def descend(x, y, start, lr, epochs):
    """Gradient descent by the formulas, in float64: losses before each step, probabilities after the last."""
    x, y, w, b, losses = x.double(), y.double(), start, start, []
    for _ in range(epochs):
        p = torch.sigmoid(w * x + b)
        losses.append(binary_cross_entropy(p, y).item())
        w, b = w - lr * ((p - y) * x).mean().item(), b - lr * (p - y).mean().item()
    return losses, torch.sigmoid(w * x + b).float()
