"""NumPy inside: states are float64 arrays, the new value is written back through p.data."""

import numpy as np
import torch


class Optimizer:
    def __init__(self, params, lr):
        self.params = [p for p in params]
        self.lr = lr
        self.mem = {}

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            x = p.detach().numpy().astype(np.float64)
            g = p.grad.numpy().astype(np.float64)
            mem = self.mem.setdefault(i, {"t": 0})
            mem["t"] += 1
            new = self.rule(x, g, mem)
            p.data.copy_(torch.from_numpy(new))

    def get(self, mem, key, like):
        return mem[key] if key in mem else np.zeros_like(like)


class SGD(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0, weight_decay=0, nesterov=False):
        super().__init__(params, lr)
        self.mu, self.wd, self.nesterov = momentum, weight_decay, nesterov

    def rule(self, x, g, mem):
        g = g + self.wd * x
        mem["v"] = v = self.mu * self.get(mem, "v", x) + g
        return x - self.lr * (g + self.mu * v) if self.nesterov else x - self.lr * v


class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, lr_decay=0, eps=1e-10):
        super().__init__(params, lr)
        self.lr_decay, self.eps = lr_decay, eps

    def rule(self, x, g, mem):
        mem["s"] = self.get(mem, "s", x) + np.square(g)
        return x - self.lr / (1 + (mem["t"] - 1) * self.lr_decay) * g / (np.sqrt(mem["s"]) + self.eps)


class RMSprop(Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8, momentum=0, centered=False):
        super().__init__(params, lr)
        self.alpha, self.eps, self.mu, self.centered = alpha, eps, momentum, centered

    def rule(self, x, g, mem):
        mem["s"] = self.alpha * self.get(mem, "s", x) + (1 - self.alpha) * g * g
        mem["m"] = self.alpha * self.get(mem, "m", x) + (1 - self.alpha) * g
        s = mem["s"] - mem["m"] ** 2 if self.centered else mem["s"]
        mem["v"] = self.mu * self.get(mem, "v", x) + g / (np.sqrt(s) + self.eps)
        return x - self.lr * mem["v"]


class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False):
        super().__init__(params, lr)
        (self.b1, self.b2), self.eps, self.wd, self.amsgrad = betas, eps, weight_decay, amsgrad

    def rule(self, x, g, mem):
        g = g + self.wd * x
        mem["m"] = self.b1 * self.get(mem, "m", x) + (1 - self.b1) * g
        mem["v"] = self.b2 * self.get(mem, "v", x) + (1 - self.b2) * g**2
        mem["top"] = np.maximum(self.get(mem, "top", x), mem["v"])
        v = mem["top"] if self.amsgrad else mem["v"]
        m_hat = mem["m"] / (1 - np.power(self.b1, mem["t"]))
        v_hat = v / (1 - np.power(self.b2, mem["t"]))
        return x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps)
        self.decay = weight_decay

    def rule(self, x, g, mem):
        return super().rule(x, g, mem) - self.lr * self.decay * x


class Adadelta(Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        super().__init__(params, lr)
        self.rho, self.eps = rho, eps

    def rule(self, x, g, mem):
        mem["s"] = self.rho * self.get(mem, "s", x) + (1 - self.rho) * g**2
        u = self.get(mem, "u", x)
        d = np.sqrt(u + self.eps) / np.sqrt(mem["s"] + self.eps) * g
        mem["u"] = self.rho * u + (1 - self.rho) * d**2
        return x - self.lr * d


class Adamax(Optimizer):
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas, self.eps = betas, eps

    def rule(self, x, g, mem):
        b1, b2 = self.betas
        mem["m"] = b1 * self.get(mem, "m", x) + (1 - b1) * g
        mem["u"] = np.maximum(b2 * self.get(mem, "u", x), np.abs(g) + self.eps)
        return x - self.lr * mem["m"] / mem["u"] / (1 - b1 ** mem["t"])


class StepLR:
    def __init__(self, optimizer, step_size, gamma=0.1):
        self.optimizer = optimizer
        first = optimizer.lr
        self.stairs = (first * gamma ** (n // step_size) for n in range(1, 10**6))

    def step(self):
        self.optimizer.lr = next(self.stairs)


class ReduceLROnPlateau:
    def __init__(
        self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, cooldown=0, min_lr=0.0
    ):
        self.optimizer, self.factor, self.patience = optimizer, factor, patience
        self.sign, self.threshold = (1 if mode == "min" else -1), threshold
        self.cooldown, self.min_lr = cooldown, min_lr
        self.best, self.bad, self.rest = np.inf * self.sign, 0, 0

    def step(self, metrics):
        limit = self.best * (1 - self.sign * self.threshold)
        if self.sign * (limit - metrics) > 0:
            self.best, self.bad = metrics, 0
        else:
            self.bad += 1
        if self.rest:
            self.rest -= 1
            self.bad = 0
        if self.bad > self.patience:
            self.optimizer.lr = np.maximum(self.optimizer.lr * self.factor, self.min_lr)
            self.rest, self.bad = self.cooldown, 0
