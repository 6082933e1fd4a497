"""One vector of parameters in float32, everything back as Python numbers, extra default arguments, a main block."""

import torch


def make(values):
    return torch.tensor([float(v) for v in values], dtype=torch.float32, requires_grad=True)


def height(x):
    return x.exp().mul(x.sin()).add(x.pow(3))


def derivative(x, f=height):
    (point,) = (make([x]),)
    f(point).sum().backward()
    return point.grad.tolist()[0]


def accumulated_gradient(x, times, f=height):
    point = make([x])
    # one backward through the sum of `times` curves is the same as `times` backwards
    torch.stack([f(point).sum() for _ in range(times)]).sum().backward()
    return point.grad[0].item()


def frozen_forward(x, w, *, scale=1.0):
    with torch.set_grad_enabled(False):
        out = scale * w * x
    if out.ndim == 0:
        return out.item()
    return out


def fit(features, xs, ys, start, lr, epochs, momentum=0.0):
    theta = make(start)
    optimizer = torch.optim.SGD([theta], lr=lr, momentum=momentum)
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            optimizer.zero_grad(set_to_none=False)
            row = torch.tensor(features(float(x)))
            loss = (torch.dot(row, theta) - float(y)) ** 2
            loss.backward()
            optimizer.step()
    return tuple(theta.tolist())


def train_line(xs, ys, w, b, lr, epochs, momentum=0.0):
    return fit(lambda x: [x, 1.0], xs, ys, [w, b], lr, epochs, momentum)


def train_parabola(xs, ys, w1, w2, b, lr, epochs, momentum=0.0):
    return fit(lambda x: [x * x, x, 1.0], xs, ys, [w1, w2, b], lr, epochs, momentum)


def two_layer_gradients(x, y, w1, b1, w2, b2):
    def sigmoid(z):
        return 1 / (1 + 2.718281828459045 ** (-z))

    s = sigmoid(w1 * x + b1)
    e = (w2 * s + b2) - y
    return {
        "w1": 2 * e * w2 * s * (1 - s) * x,
        "b1": 2 * e * w2 * s * (1 - s),
        "w2": 2 * e * s,
        "b2": 2 * e,
    }


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    xs, ys = torch.linspace(-1, 1, 9), torch.linspace(-1, 1, 9) ** 2
    found = train_parabola(xs, ys, 0.0, 0.0, 0.0, 0.1, 100)
    print(found)
    plt.plot(xs, ys, "o")
    plt.plot(xs, [found[0] * x * x + found[1] * x + found[2] for x in xs])
    plt.show()
