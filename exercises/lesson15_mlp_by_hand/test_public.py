"""A few tests of lesson 15 to read and run; the hidden ones ask for more, on other numbers.

They put the numbers below into params of your own form, and find each array by its shape.
"""

import numpy as np
import pytest

from grader.judge import check

# Two features, three hidden units, four classes. With x = (3, 1) the hidden units are 3, 0 and 1, and every logit is 3.
W1, B1 = np.array([[1.0, -1.0, 0.0], [0.0, 0.0, 1.0]]), np.zeros(3)
W2 = np.array([[1.0, 0.0, 0.0, 0.0], [5.0, 5.0, 5.0, 5.0], [0.0, 1.0, 0.0, 2.0]])
B2 = np.array([0.0, 2.0, 3.0, 1.0])
X = np.array([[3.0, 1.0]])


@pytest.mark.task(1)
def test_public_two_calls_with_one_seed(student):
    """init with the same seed gives the same weight twice

    zh: 用同一个种子调用两次 init，权重相同
    """
    first, second = student.init([2, 3], 7), student.init([2, 3], 7)

    check.close(pick(first, W1), pick(second, W1))


@pytest.mark.task(2)
def test_public_logits_of_one_layer(student):
    """one layer turns (3, 1) into the logits 3, -3 and 1

    zh: 单层网络把 (3, 1) 变成 logit 3、-3 和 1
    """
    params = own_form(student.init([2, 3], 0), W1, B1)

    logits, _ = check.items(student.forward(params, X), 2)

    check.close(logits, np.array([[3.0, -3.0, 1.0]]), dtype=False)


@pytest.mark.task(2)
def test_public_logits_of_two_layers(student):
    """two layers turn (3, 1) into four logits of 3

    zh: 两层网络把 (3, 1) 变成四个等于 3 的 logit
    """
    params = own_form(student.init([2, 3, 4], 0), W1, B1, W2, B2)

    logits, _ = check.items(student.forward(params, X), 2)

    check.close(logits, np.array([[3.0, 3.0, 3.0, 3.0]]), dtype=False)


@pytest.mark.task(3)
def test_public_gradient_of_the_last_bias(student):
    """four equal logits and y = 0 give the last bias the gradient -0.75, 0.25, 0.25, 0.25

    zh: 四个 logit 相等、y = 0 时，最后一层偏置的梯度是 -0.75、0.25、0.25、0.25
    """
    grads = grads_of_two_layers(student)

    check.close(pick(grads, B2).reshape(-1), np.array([-0.75, 0.25, 0.25, 0.25]), dtype=False)


@pytest.mark.task(4)
def test_public_gradient_of_the_first_weight(student):
    """the closed unit's weights get 0, those of the other two -2.25, -0.75 and 2.25, 0.75

    zh: 关着的单元权重梯度为 0，另外两个是 -2.25、-0.75 和 2.25、0.75
    """
    grads = grads_of_two_layers(student)

    check.close(pick(grads, W1), np.array([[-2.25, 0.0, 2.25], [-0.75, 0.0, 0.75]]), dtype=False)


@pytest.mark.task(5)
def test_public_step_of_one_layer(student, worker):
    """with gradients that equal params and lr 0.25, three quarters are left

    zh: 梯度与 params 相等、lr 取 0.25，一步之后剩下四分之三
    """
    numbers = own_form(student.init([2, 3], 0), W1, B1 + 2)
    params = worker.put(numbers, "params")

    moved = after(worker.keep(student.step, params, numbers, 0.25), params).fetch()

    check.close(pick(moved, W1), 0.75 * W1, dtype=False)
    check.close(pick(moved, B1).reshape(-1), np.array([1.5, 1.5, 1.5]), dtype=False)


@pytest.mark.task(6)
def test_public_xor_after_100_steps(student, worker):
    """100 steps with lr 1 separate the four points of XOR

    zh: lr 取 1，走 100 步就能把异或的四个点分开
    """
    x, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    params = worker.keep(student.init, [2, 16, 2], 3)

    for _ in range(100):
        cache = worker.item(worker.keep(student.forward, params, x), 1)
        grads = worker.keep(student.backward, params, cache, y)
        params = after(worker.keep(student.step, params, grads, 1.0), params)

    logits, _ = check.items(student.forward(params, x), 2)
    check.shape(logits, (4, 2))
    check.equal(logits.argmax(1).tolist(), y.tolist())


def arrays(nest):
    """The arrays in lists, tuples and dicts, however nested."""
    if isinstance(nest, dict):
        nest = list(nest.values())
    if isinstance(nest, list | tuple):
        return [array for part in nest for array in arrays(part)]
    return [nest] if isinstance(nest, np.ndarray) else []


def alike(a, b):
    """Whether two arrays have the same sizes but for ones, in whatever order."""
    return sorted(n for n in a.shape if n != 1) == sorted(n for n in b.shape if n != 1)


def own_form(nest, *numbers):
    """`nest` with these numbers in place of its arrays."""
    if isinstance(nest, dict):
        return {key: own_form(part, *numbers) for key, part in nest.items()}
    if isinstance(nest, list | tuple):
        return type(nest)([own_form(part, *numbers) for part in nest])
    if not isinstance(nest, np.ndarray) or nest.ndim == 0:
        return nest
    new = next((array for array in numbers if alike(array, nest)), nest)
    return (new.T if new.ndim == 2 and new.shape != nest.shape else new).reshape(nest.shape).copy()


def pick(nest, like):
    """The array of the sizes of `like`, a weight turned so that it has its shape."""
    found = [array for array in arrays(nest) if alike(array, like)]
    sizes = [array.shape for array in arrays(nest)]
    check.that(
        len(found) == 1, check.text("there must be one array of shape {shape}", shape=like.shape), yours=str(sizes)
    )
    return found[0].T if like.ndim == 2 and found[0].shape != like.shape else found[0]


def grads_of_two_layers(student):
    """What backward gives for the two layers above, x = (3, 1) and y = 0."""
    params = own_form(student.init([2, 3, 4], 0), W1, B1, W2, B2)
    _, cache = check.items(student.forward(params, X), 2)
    return student.backward(params, cache, np.array([0]))


def after(returned, params):
    """The parameters after a step, which changed them in place or returned new ones."""
    return params if returned.type == "NoneType" else returned
