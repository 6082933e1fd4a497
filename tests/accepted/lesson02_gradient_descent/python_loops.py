"""Style: plain Python loops over the samples, every scalar turned into a Python float."""


def cost(xs, ys, w):
    w = float(w)
    total = 0
    for i in range(len(xs)):
        total += (float(xs[i]) * w - float(ys[i])) ** 2
    return total / len(xs)


def gradient(xs, ys, w):
    w = float(w)
    total = 0
    for x, y in zip(xs, ys):
        x, y = float(x), float(y)
        total += 2 * x * (x * w - y)
    return total / len(xs)


def batch_descent(xs, ys, w, lr, epochs):
    w = float(w)
    costs = []
    for epoch in range(epochs):
        c = cost(xs, ys, w)
        costs.append(c)
        w -= lr * gradient(xs, ys, w)
    return w, costs


def stochastic_descent(xs, ys, w, lr, epochs):
    w = float(w)
    costs = []
    for epoch in range(epochs):
        costs.append(cost(xs, ys, w))
        for x, y in zip(xs, ys):
            x, y = float(x), float(y)
            w -= lr * 2 * x * (x * w - y)
    return w, costs


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    w = float(w)
    costs = []
    for epoch in range(epochs):
        costs.append(cost(xs, ys, w))
        i = 0
        while i < len(xs):
            w -= lr * gradient(xs[i : i + batch_size], ys[i : i + batch_size], w)
            i += batch_size
    return w, costs


def gradients_with_bias(xs, ys, w, b):
    w, b = float(w), float(b)
    dw = db = 0
    for x, y in zip(xs, ys):
        error = float(x) * w + b - float(y)
        dw += 2 * float(x) * error
        db += 2 * error
    return dw / len(xs), db / len(xs)


def descend(slope, w, lr, steps):
    places = [w]
    while len(places) <= steps:
        places.append(places[-1] - lr * slope(places[-1]))
    return tuple(places)


def best_start(cost_at, slope, starts, lr, steps):
    best, lowest = None, None
    for start in starts:
        reached = cost_at(descend(slope, start, lr, steps)[-1])
        if lowest is None or reached < lowest:
            best, lowest = start, reached
    return best


def kind_of_point(d_ww, d_wb, d_bb):
    D = d_ww * d_bb - d_wb * d_wb
    if D > 0:
        return "minimum" if d_ww > 0 else "maximum"
    return "saddle" if D < 0 else "unclear"
