"""Number by number in Python: floats in lists, math.sqrt, written back at the end."""

import math

import torch


class _Loop:
    def __init__(self, params, lr):
        self.params = list(params)
        self.learning_rate = lr
        self.cells = [None for _ in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for k in range(len(self.params)):
            p = self.params[k]
            if p.grad is None:
                continue
            xs, gs = p.detach().flatten().tolist(), p.grad.flatten().tolist()
            if self.cells[k] is None:
                self.cells[k] = [{"t": 0} for _ in xs]
            new = []
            for x, g, cell in zip(xs, gs, self.cells[k]):
                cell["t"] += 1
                new.append(self.number(x, g, cell))
            p.data.copy_(torch.tensor(new, dtype=p.dtype).reshape(p.shape))


class SGD(_Loop):
    def __init__(self, params, lr=1e-3, momentum=0.0, weight_decay=0.0, nesterov=False):
        _Loop.__init__(self, params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov

    def number(self, x, g, cell):
        g = g + self.weight_decay * x
        cell["v"] = self.momentum * cell.get("v", 0.0) + g
        if self.nesterov:
            g = g + self.momentum * cell["v"]
        else:
            g = cell["v"]
        return x - self.learning_rate * g


class Adagrad(_Loop):
    def __init__(self, params, lr=1e-2, lr_decay=0.0, eps=1e-10):
        _Loop.__init__(self, params, lr)
        self.lr_decay = lr_decay
        self.eps = eps

    def number(self, x, g, cell):
        cell["s"] = cell.get("s", 0.0) + g * g
        lr = self.learning_rate / (1 + (cell["t"] - 1) * self.lr_decay)
        return x - lr * g / (math.sqrt(cell["s"]) + self.eps)


class RMSprop(_Loop):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False):
        _Loop.__init__(self, params, lr)
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self.centered = centered

    def number(self, x, g, cell):
        a = self.alpha
        cell["s"] = a * cell.get("s", 0.0) + (1 - a) * g * g
        s = cell["s"]
        if self.centered:
            cell["m"] = a * cell.get("m", 0.0) + (1 - a) * g
            s = s - cell["m"] * cell["m"]
        cell["v"] = self.momentum * cell.get("v", 0.0) + g / (math.sqrt(s) + self.eps)
        return x - self.learning_rate * cell["v"]


class Adam(_Loop):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        _Loop.__init__(self, params, lr)
        self.beta1 = betas[0]
        self.beta2 = betas[1]
        self.eps = eps
        self.weight_decay = weight_decay
        self.amsgrad = amsgrad

    def number(self, x, g, cell):
        g = g + self.weight_decay * x
        cell["m"] = self.beta1 * cell.get("m", 0.0) + (1 - self.beta1) * g
        cell["v"] = self.beta2 * cell.get("v", 0.0) + (1 - self.beta2) * g * g
        v = cell["v"]
        if self.amsgrad:
            cell["top"] = max(cell.get("top", 0.0), v)
            v = cell["top"]
        m_hat = cell["m"] / (1 - self.beta1 ** cell["t"])
        v_hat = v / (1 - self.beta2 ** cell["t"])
        return x - self.learning_rate * m_hat / (math.sqrt(v_hat) + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        Adam.__init__(self, params, lr, betas, eps)
        self.shrink = weight_decay

    def number(self, x, g, cell):
        return Adam.number(self, x * (1 - self.learning_rate * self.shrink), g, cell)


class Adadelta(_Loop):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        _Loop.__init__(self, params, lr)
        self.rho = rho
        self.eps = eps

    def number(self, x, g, cell):
        cell["s"] = self.rho * cell.get("s", 0.0) + (1 - self.rho) * g * g
        d = math.sqrt(cell.get("u", 0.0) + self.eps) / math.sqrt(cell["s"] + self.eps) * g
        cell["u"] = self.rho * cell.get("u", 0.0) + (1 - self.rho) * d * d
        return x - self.learning_rate * d


class Adamax(_Loop):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
        _Loop.__init__(self, params, lr)
        self.betas = betas
        self.eps = eps

    def number(self, x, g, cell):
        cell["m"] = self.betas[0] * cell.get("m", 0.0) + (1 - self.betas[0]) * g
        cell["u"] = max(self.betas[1] * cell.get("u", 0.0), abs(g) + self.eps)
        return x - self.learning_rate / (1 - self.betas[0] ** cell["t"]) * cell["m"] / cell["u"]


class StepLR:
    def __init__(self, optimizer, step_size, gamma=0.1):
        self.optimizer = optimizer
        self.step_size = step_size
        self.gamma = gamma
        self.calls = 0

    def step(self):
        self.calls = self.calls + 1
        if self.calls == self.step_size:
            self.optimizer.learning_rate = self.optimizer.learning_rate * self.gamma
            self.calls = 0


class ReduceLROnPlateau:
    def __init__(self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, cooldown=0, min_lr=0.0):
        self.optimizer = optimizer
        self.mode = mode
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.min_lr = min_lr
        self.history = []
        self.best = None
        self.bad = 0
        self.rest = 0

    def step(self, metrics):
        self.history.append(metrics)
        if self.best is None:
            better = True
        elif self.mode == "min":
            better = metrics < self.best * (1 - self.threshold)
        else:
            better = metrics > self.best * (1 + self.threshold)
        if better:
            self.best = metrics
            self.bad = 0
        else:
            self.bad = self.bad + 1
        if self.rest > 0:
            self.rest = self.rest - 1
            self.bad = 0
        if self.bad > self.patience:
            lr = self.optimizer.learning_rate * self.factor
            if lr < self.min_lr:
                lr = self.min_lr
            self.optimizer.learning_rate = lr
            self.bad = 0
            self.rest = self.cooldown


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    for name in (SGD, Adam, RMSprop):
        w = torch.tensor([1.5, -1.0], requires_grad=True)
        optimizer = name([w], lr=0.05)
        losses = []
        for _ in range(50):
            loss = w[0] ** 2 + 10 * w[1] ** 2
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        plt.plot(losses, label=name.__name__)
    plt.legend()
    plt.show()
