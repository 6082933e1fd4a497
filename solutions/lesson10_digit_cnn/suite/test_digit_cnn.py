"""Hidden tests of lesson 10. A network's form is free, so its weights are drawn by their shapes. `evaluate` is asked about a
network of our own, so that task 3 does not hang on task 1.
"""

import pytest
import torch
from torch.nn import functional as F

from grader.judge import check

GIVEN = """
import torch
class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.convolution, self.linear = torch.nn.Conv2d(1, 6, 5, stride=3), torch.nn.Linear(384, 10)
        self.dropout = torch.nn.Dropout(0.5)
    def forward(self, x):
        x = torch.relu(self.convolution(x)).flatten(1)
        return torch.log_softmax(self.linear(self.dropout(x)), dim=1)
"""

# Task 1: the network


@pytest.mark.task(1)
def test_network_has_two_convolutions(student, worker, draw):
    """the parameters of DigitRecognizer hold the weights of two convolutions

    zh: DigitRecognizer 的参数里有两个卷积层的权重
    """
    net = network(student, worker, draw)

    kernels, twice = [p for p in tensors(worker, net) if p.ndim == 4], asked(worker, net, draw.randn(3, 1, 28, 28))

    check.that(len(kernels) >= 2, "too few weights with 4 dimensions", expected=2, yours=len(kernels))
    check_asked(twice, 3)


@pytest.mark.task(1)
def test_networks_have_weights_of_their_own(student, worker, draw):
    """changing one network's weights leaves another network as it was

    zh: 改动一个网络的权重，不会影响另一个网络
    """
    other = network(student, worker, draw)
    before = tensors(worker, other)

    network(student, worker, draw)

    after, twice = tensors(worker, other), asked(worker, other, draw.randn(3, 1, 28, 28))
    check.that(all(map(torch.equal, after, before)), "the other network's weights changed as well")
    check_asked(twice, 3)


@pytest.mark.task(1)
def test_both_convolutions_take_part(student, worker, draw):
    """other weights in either convolution give other answers

    zh: 换掉任意一个卷积层的权重，输出都会变
    """
    images, net = draw.randn(3, 1, 28, 28), network(student, worker, draw)
    before, values = answers(worker, net, images), tensors(worker, net)
    check_asked(asked(worker, net, images), 3)

    for position in [i for i, p in enumerate(values) if p.ndim == 4][:2]:
        other = [weights(draw, p) if i == position else p for i, p in enumerate(values)]
        worker.set_parameters(net, other)
        moved = (answers(worker, net, images) - before).abs().max().item()
        check.that(moved > 1e-4, "a convolution's weights have no influence on the answers")


@pytest.mark.task(1)
def test_ten_answers_for_each_image(student, worker, draw):
    """1, 2 or 7 images of shape (n, 1, 28, 28) give answers of shape (n, 10)

    zh: 输入 1、2 或 7 张形状为 (n, 1, 28, 28) 的图像，输出形状都是 (n, 10)
    """
    net = network(student, worker, draw)

    for n in (7, 2, 1):
        twice = asked(worker, net, draw.randn(n, 1, 28, 28))

        check.shape(twice[0], (n, 10), what=check.text("the answer to {n} images", n=n))
        check_asked(twice, n)


@pytest.mark.task(1)
def test_answers_are_log_probabilities(student, worker, draw, probe):
    """exp of the ten answers to an image sums to 1

    zh: 一张图像的十个输出取 exp 之后，和为 1
    """
    net = network(student, worker, draw)

    got = worker.predict(net, draw.randn(6, 1, 28, 28))

    check.shape(got, (6, 10))
    look(probe, got)
    check.close(sums(got), torch.ones(6), rtol=1e-4, dtype=False, what="exp(answers).sum(dim=1)")
    check_apart(got)


@pytest.mark.task(1)
def test_network_can_be_sure(student, worker, draw):
    """with large weights some digit gets more than 0.9: there is no second softmax

    zh: 权重很大时，某个数字的概率会超过 0.9：没有多做一次 softmax
    """
    net = network(student, worker, draw, scale=10)

    got, again = asked(worker, net, draw.randn(20, 1, 28, 28))

    check_asked([got, again], 20)
    largest = torch.as_tensor(got).double().exp().max().item()
    check.that(largest > 0.9, "no digit of 20 images gets a large probability", expected="> 0.9", yours=largest)


@pytest.mark.task(1)
def test_log_probabilities_stay_finite(student, worker, draw):
    """with large weights no log-probability is -inf or NaN

    zh: 权重很大时，对数概率也不会是 -inf 或 NaN
    """
    net = network(student, worker, draw, scale=10)

    got, again = asked(worker, net, draw.randn(20, 1, 28, 28))

    check.shape(got, (20, 10))
    check.finite(got)
    check_asked([got, again], 20)


@pytest.mark.task(1)
def test_images_do_not_disturb_each_other(student, worker, draw, probe):
    """in evaluation mode an image gets the same answer beside other images

    zh: 在评估模式下，同一张图像不管与哪些图像放在一批，输出都一样
    """
    images, net = draw.randn(5, 1, 28, 28), network(student, worker, draw)

    one = worker.predict(net, images[[0, 1, 2]])
    other = worker.predict(net, images[[0, 3, 4]])

    check.shape(one, (3, 10))
    check.shape(other, (3, 10))
    look(probe, one)
    probe("acts_at_random_in_evaluation_mode", not same(one, worker.predict(net, images[[0, 1, 2]])))
    check.close(other[0], one[0], rtol=1e-3, atol=1e-4, what="the first image's answer")
    check_apart(one)


@pytest.mark.task(1)
def test_network_leaves_the_images_as_they_were(student, worker, draw):
    """the network leaves the images as they were

    zh: 网络不改动输入的图像
    """
    images, net = draw.randn(4, 1, 28, 28), network(student, worker, draw)
    twice = asked(worker, net, images)

    got = check.unchanged(net, images)

    check.shape(got, (4, 10))
    check_asked(twice, 4)


# Task 2: dropout and the two modes


@pytest.mark.task(2)
def test_dropout_acts_in_training_mode(student, worker, draw, probe):
    """in training mode the same images get different answers each time

    zh: 在训练模式下，同样的图像每次得到不同的输出
    """
    images, net = draw.randn(4, 1, 28, 28), network(student, worker, draw)
    twice = asked(worker, net, images)
    net.train()

    one, other = net(images), net(images)

    check_asked(twice, 4)
    check.shape(one, (4, 10))
    check.shape(other, (4, 10))
    probe("drops_nothing_in_training_mode", same(one, other))
    moved = (torch.as_tensor(one) - torch.as_tensor(other)).abs().max().item()
    check.that(moved > 1e-4, "two answers to the same images are equal: nothing is dropped")


@pytest.mark.task(2)
def test_evaluation_mode_repeats_itself(student, worker, draw, probe):
    """in evaluation mode the same images get the same answer each time

    zh: 在评估模式下，同样的图像每次得到相同的输出
    """
    images, net = draw.randn(4, 1, 28, 28), network(student, worker, draw)
    net.eval()

    one, other = net(images), net(images)

    check.shape(one, (4, 10))
    probe("acts_at_random_in_evaluation_mode", not same(one, other))
    check.close(other, one, what="the second answer")
    check_apart(one)


@pytest.mark.task(2)
def test_log_probabilities_in_training_mode(student, worker, draw, probe):
    """in training mode, too, exp of the ten answers to an image sums to 1

    zh: 在训练模式下，一张图像的十个输出取 exp 之后，和也是 1
    """
    images, net = draw.randn(6, 1, 28, 28), network(student, worker, draw)
    net.train()

    got = net(images)

    check.shape(got, (6, 10))
    look(probe, got)
    check.close(sums(got), torch.ones(6), rtol=1e-4, dtype=False, what="exp(answers).sum(dim=1)")
    check_apart(got)


@pytest.mark.task(2)
def test_forward_leaves_the_mode_to_the_caller(student, worker, draw):
    """answering does not switch between training and evaluation mode

    zh: 前向计算不会自己切换训练模式和评估模式
    """
    images, net = draw.randn(4, 1, 28, 28), network(student, worker, draw)

    net.eval()
    twice, after_eval = [net(images), net(images)], net.training
    net.train()
    net(images)
    after_train = net.training

    check.equal(after_eval, False, what="net.training after net.eval() and net(images)")
    check.equal(after_train, True, what="net.training after net.train() and net(images)")
    check_asked(twice, 4)


# Task 3: evaluation


@pytest.mark.task(3)
def test_loss_is_the_mean_over_the_images(student, worker, draw, training):
    """evaluate gives the mean negative log-likelihood first

    zh: evaluate 返回的第一个数是平均负对数似然
    """
    images, labels = draw.randn(7, 1, 28, 28), draw.randint(0, 10, (7,))
    net, known = given(worker, draw, training.device)
    logp = known(images)

    got = check.items(student.evaluate(net, images, labels), 2)

    check.close(got[0], nll(logp, labels), rtol=1e-4, what="the loss")


@pytest.mark.task(3)
def test_accuracy_is_a_fraction(student, worker, draw, training):
    """evaluate gives the share of right answers second, between 0 and 1

    zh: evaluate 返回的第二个数是答对的比例，在 0 和 1 之间
    """
    images, wrong = draw.randn(7, 1, 28, 28), draw.integer(2, 5)
    net, known = given(worker, draw, training.device)
    labels = known(images).argmax(1)
    labels[:wrong] = (labels[:wrong] + draw.integer(1, 9)) % 10

    got = check.items(student.evaluate(net, images, labels), 2)

    check.close(got[1], 1 - wrong / 7, what="the accuracy")


@pytest.mark.task(3)
def test_evaluation_of_one_image(student, worker, draw):
    """one image alone is evaluated as well: accuracy 1 if it is right, 0 if not

    zh: 只有一张图像也能评估：认对了准确率是 1，认错了是 0
    """
    image, (net, known) = draw.randn(1, 1, 28, 28), given(worker, draw)
    logp = known(image)

    for shift in (0, draw.integer(1, 9)):
        label = (logp.argmax(1) + shift) % 10
        got = check.items(student.evaluate(net, image, label), 2)
        check.close(got[0], nll(logp, label), rtol=1e-4, atol=1e-5, what="the loss")
        check.close(got[1], float(shift == 0), what="the accuracy")


@pytest.mark.task(3, points=2)
def test_batches_count_by_their_size(student, worker, draw):
    """of 1237 images each counts the same, whatever batch it is in

    zh: 1237 张图像，不管分在哪一批，每一张的份量都相同
    """
    images, (net, known) = draw.randn(1237, 1, 28, 28), given(worker, draw)
    logp, wrong = known(images), draw.integer(25, 35)
    labels = logp.argmax(1)
    labels[-wrong:] = (labels[-wrong:] + draw.integer(1, 9)) % 10  # the last batch is worse than the others

    got = check.items(student.evaluate(net, images, labels), 2)

    check.close(got[0], nll(logp, labels), rtol=1e-4, what="the loss")
    # Where two digits are equally likely, rounding may turn an answer or two.
    check.close(got[1], 1 - wrong / 1237, atol=2e-3, what="the accuracy")


@pytest.mark.task(3)
def test_evaluation_switches_dropout_off(student, worker, draw):
    """a network that comes in training mode is evaluated without dropout

    zh: 网络以训练模式传进来时，评估也不做 dropout
    """
    images, (net, known) = draw.randn(20, 1, 28, 28), given(worker, draw)
    logp = known(images)
    labels = logp.argmax(1)
    net.train()

    got = check.items(student.evaluate(net, images, labels), 2)

    check.close(got[0], nll(logp, labels), rtol=1e-4, what="the loss")
    check.close(got[1], 1.0, what="the accuracy")


@pytest.mark.task(3)
def test_evaluation_trains_nothing(student, worker, draw):
    """evaluate changes no parameter and leaves no gradient

    zh: evaluate 不改动任何参数，也不留下梯度
    """
    images, labels = draw.randn(20, 1, 28, 28), draw.randint(0, 10, (20,))
    net, known = given(worker, draw)
    net.eval()
    before = tensors(worker, net)

    got = check.items(student.evaluate(net, images, labels), 2)

    check.close(got[0], nll(known(images), labels), rtol=1e-4, what="the loss")
    unmoved = all(map(torch.equal, tensors(worker, net), before))
    check.that(unmoved, "the parameters are not what they were")
    left = [g for g in worker.parameter_gradients(net) if isinstance(g, torch.Tensor) and g.any()]
    check.that(not left, "evaluate has left gradients on the parameters")


# Task 4: training


@pytest.mark.task(4, points=2)
def test_a_short_batch_is_learned_too(student, worker, draw):
    """20 images of 3 digits in batches of 32 are learned in 60 epochs

    zh: 3 个数字的 20 张图像，批大小 32，训练 60 轮就能学会
    """
    images, labels = simple(draw, 20)
    net = student.DigitRecognizer()

    student.train(net, images, labels, 60, 32, 0.02, "cpu")

    require_trained(student, worker, net, images, labels)


@pytest.mark.task(4)
def test_batch_size_is_obeyed(student, worker, draw):
    """60 images in batches of 4 are learned in 4 epochs at lr 0.005

    zh: 60 张图像，批大小 4，lr 取 0.005，训练 4 轮就能学会
    """
    images, labels = simple(draw, 60)
    net = student.DigitRecognizer()

    student.train(net, images, labels, 4, 4, 0.005, "cpu")

    require_trained(student, worker, net, images, labels)


@pytest.mark.task(4)
def test_training_switches_dropout_on(student, worker, draw, probe):
    """a network that comes in evaluation mode is trained with dropout

    zh: 网络以评估模式传进来时，训练照样做 dropout
    """
    images, labels, ends = draw.randn(8, 1, 28, 28), draw.randint(0, 10, (8,)), []
    net, known = given(worker, draw)
    start = tensors(worker, net)

    for times in (1, 2):  # without dropout a batch and the same batch twice have the same mean loss and gradient
        worker.set_parameters(net, start)
        net.eval()
        student.train(net, images.repeat(times, 1, 1, 1), labels.repeat(times), 1, 16, 0.02, "cpu")
        ends.append(torch.cat([p.flatten() for p in tensors(worker, net)]))
    moved = (ends[0] - ends[1]).abs().max().item()
    stepped = not torch.equal(ends[0], torch.cat([p.flatten() for p in start]))
    probe("trains_in_evaluation_mode", stepped and moved <= 1e-5)
    check.that(moved > 1e-5, "a step on the same images is the same twice: nothing was dropped")
    ratios = []
    for _ in range(2):  # noise alone moves the parameters, too; one of two networks may be unlucky
        worker.set_parameters(net, [weights(draw, p) for p in start])
        loss = nll(known(images, tensors(worker, net)), labels)
        student.train(net, images, labels, 40, 8, 0.02, "cpu")
        ratios.append(nll(known(images, tensors(worker, net)), labels) / loss)
    least = min(ratios)
    check.that(least < 0.2, "the network has not learned its images: the loss is hardly smaller", yours=least)


@pytest.mark.task(4)
def test_device_may_be_an_object(student, worker, draw, training):
    """device may be a torch.device, and the network is left there

    zh: device 可以是 torch.device 对象，训练后网络留在这个设备上
    """
    images, labels = simple(draw, 20)
    there = worker.keep(worker.put(images, name="images").to, training.device)
    net = student.DigitRecognizer()

    student.train(net, images, labels, 60, 32, 0.02, there.device)

    check.shape(net(there), (20, 10))
    require_trained(student, worker, net, images, labels)


@pytest.mark.task(4)
def test_training_leaves_the_images_as_they_were(student, draw):
    """train leaves images and labels as they were

    zh: train 不改动传入的图像和标签
    """
    images, labels = simple(draw, 20)
    net = student.DigitRecognizer()

    check.unchanged(student.train, net, images, labels, 2, 8, 0.02, "cpu")


@pytest.mark.task(4, points=2)
def test_sorted_images_are_learned_too(student, training):
    """images that come sorted by label are learned as well as shuffled ones

    zh: 图像按标签排好序给出时，学得和打乱时一样好
    """

    def train(net, images, labels, **settings):
        order = labels.argsort(stable=True)
        student.train(net, images[order], labels[order], **settings)

    settings = {"epochs": 5, "batch_size": 32, "lr": 0.02, "device": training.device}
    training.run(student.DigitRecognizer, train, "patterns", samples=1000, **settings)


@pytest.mark.task(4, points=3)
def test_network_reads_new_digits(student, training):
    """after 2 epochs on 10,000 digits the network reads new ones, in reasonable time

    zh: 用 10000 张数字训练 2 轮，就能认出没见过的数字，用时也合理
    """
    settings = {"epochs": 2, "batch_size": 32, "lr": 0.02, "device": training.device}
    training.run(student.DigitRecognizer, student.train, "mnist", samples=10_000, **settings)


def network(student, worker, draw, device="cpu", scale=1):
    """A network on the device with drawn weights: its answers differ, whatever it starts from by itself."""
    net = student.DigitRecognizer()
    worker.predict(net, torch.zeros(2, 1, 28, 28))  # some layers learn their sizes from the first images
    worker.set_parameters(net, [scale * weights(draw, p) for p in tensors(worker, net)])
    net.to(device)
    return net


def given(worker, draw, device="cpu"):
    """A network of our own with drawn weights, and its log-probabilities in evaluation mode, in float64, computed here.

    So a network that task 1 finds wrong costs nothing in task 3.
    """
    names = {}
    exec(GIVEN, names)
    own = names["Network"]().eval()
    values = [weights(draw, p) for p in own.parameters()]
    net = worker.code(GIVEN).Network()
    worker.set_parameters(net, values)
    net.to(device)

    def known(images, trained=values):
        with torch.no_grad():
            for parameter, value in zip(own.parameters(), trained, strict=True):
                parameter.copy_(value)
            return torch.cat([own(part) for part in images.split(200)]).double()

    return net, known


def asked(worker, net, images):
    """What the network says to the images in evaluation mode, twice."""
    return [worker.predict(net, images) for _ in range(2)]


def check_asked(twice, n):
    """Both answers hang on the n images. Log-probabilities that change, or the same logits twice, are for other tests."""
    for got in twice:
        check.shape(got, (n, 10))
    check_apart(twice[0])
    exact = torch.allclose(sums(twice[0]), torch.ones(n).double(), rtol=1e-4)
    check.that(exact or same(*twice), "the answers are neither log-probabilities nor the same each time")


def check_apart(got):
    """Not all images have the same answer, if there are several."""
    several = len(torch.as_tensor(got).unique(dim=0)) > 1
    check.that(several or len(got) == 1, "different images get the same answer")


def look(probe, got):
    """Note what the answers are, where they are no log-probabilities."""
    got = torch.as_tensor(got).double()
    if not got.isfinite().all() or len(got) < 2:
        return
    one = torch.ones(())
    probe("answers_with_probabilities", bool((got >= 0).all() and torch.allclose(got.sum(1), one.double(), rtol=1e-4)))
    over_the_batch = torch.allclose(got.exp().sum(0), one.double(), rtol=1e-4)
    probe("sums_to_one_over_the_batch", bool(over_the_batch and not torch.allclose(sums(got), one.double(), rtol=1e-4)))


def same(one, other):
    return torch.equal(torch.as_tensor(one), torch.as_tensor(other))


def weights(draw, parameter):
    """Drawn values in the parameter's shape; what goes into one output is of size 1 together."""
    inputs = parameter[0].numel() if parameter.ndim > 1 else 1
    return draw.randn(*parameter.shape) / inputs**0.5


def tensors(worker, net):
    """The parameters; a network of something else than tensors is the student's affair, not a fault of ours."""
    parameters = worker.parameters(net)
    check.that(all(isinstance(p, torch.Tensor) for p in parameters), "a parameter is not a plain tensor")
    return parameters


def answers(worker, net, images):
    """The network's own answers in evaluation mode, as a tensor in float64."""
    got = worker.predict(net, images)
    check.shape(got, (len(images), 10), what="the network's answer")
    check.finite(got, what="the network's answer")
    return torch.as_tensor(got).double()


def sums(got):
    """What the probabilities of each image add up to."""
    return torch.as_tensor(got).double().exp().sum(1)


def nll(logp, labels):
    """The mean negative log-likelihood. The log-softmax of log-probabilities is themselves, so it harms nobody; logits
    are counted as task 1 wants them, and lose no more points here."""
    return F.cross_entropy(logp, labels).item()


def simple(draw, n):
    """n images of three drawn digits, each a coarse pattern with a little noise."""
    digits, kinds = draw.permutation(10)[:3], draw.permutation(n) % 3
    patterns = draw.randn(3, 1, 7, 7).repeat_interleave(4, 2).repeat_interleave(4, 3)
    return patterns[kinds] + 0.3 * draw.randn(n, 1, 28, 28), digits[kinds]


def another(student, worker, net):
    """A new network with the trained parameters and buffers, in a new worker: what else the training has left is gone."""
    state = worker.state(net)
    worker.restart()
    new = student.DigitRecognizer()
    worker.predict(new, torch.zeros(2, 1, 28, 28))  # some layers learn their sizes from the first images
    worker.set_state(new, state)
    return new


def require_trained(student, worker, net, images, labels):
    """The network reads its images, and so does a new one that gets its numbers alone."""
    require_learned(worker, net, images, labels)
    require_learned(worker, another(student, worker, net), images, labels)


def require_learned(worker, net, images, labels):
    """The network reads nine in ten of the images that it was trained on."""
    right = int((answers(worker, net, images).argmax(1) == labels).sum())
    least = len(labels) * 9 // 10
    check.that(
        right >= least,
        "the network has not learned its images",
        expected=check.text("at least {n}", n=least),
        yours=right,
    )
