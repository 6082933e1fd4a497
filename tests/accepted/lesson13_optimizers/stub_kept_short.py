"""The stub's base class filled in, zeros_like memory, dataclass-like options, the efficient order of Adam's division."""

import torch
from torch import Tensor


class Optimizer:
    def __init__(self, params, lr):
        self.params = tuple(params)
        self.lr = lr
        self.states = {id(p): {"t": 0} for p in self.params}

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            state = self.states[id(p)]
            state["t"] += 1
            with torch.no_grad():
                p.copy_(p - self.move(p, p.grad.detach(), state))

    def memory(self, state: dict, name: str, p: Tensor) -> Tensor:
        if name not in state:
            state[name] = torch.zeros_like(p)
        return state[name]

    def fade(self, state, name, p, beta, value):
        """A running mean, changed in place."""
        mean = self.memory(state, name, p)
        mean *= beta
        mean += (1 - beta) * value
        return mean


class SGD(Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.0, weight_decay=0.0, nesterov=False):
        super().__init__(params, lr)
        self.o = dict(momentum=momentum, weight_decay=weight_decay, nesterov=nesterov)

    def move(self, p, g, state):
        g = torch.add(g, p, alpha=self.o["weight_decay"])
        v = self.memory(state, "v", p)
        v *= self.o["momentum"]
        v += g
        return self.lr * (g + self.o["momentum"] * v) if self.o["nesterov"] else self.lr * v


class Adagrad(Optimizer):
    def __init__(self, params, lr=1e-2, lr_decay=0.0, eps=1e-10):
        super().__init__(params, lr)
        self.lr_decay, self.eps = lr_decay, eps

    def move(self, p, g, state):
        s = self.memory(state, "s", p)
        s += g.square()
        return self.lr / (1 + (state["t"] - 1) * self.lr_decay) * g / (s.sqrt() + self.eps)


class RMSprop(Optimizer):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False):
        super().__init__(params, lr)
        self.alpha, self.eps, self.momentum, self.centered = alpha, eps, momentum, centered

    def move(self, p, g, state):
        s = self.fade(state, "s", p, self.alpha, g.square())
        if self.centered:
            s = s - self.fade(state, "m", p, self.alpha, g).square()
        v = self.memory(state, "v", p)
        v *= self.momentum
        v += g / (s.sqrt() + self.eps)
        return self.lr * v


class Adam(Optimizer):
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False, decoupled=False
    ):
        super().__init__(params, lr)
        self.betas, self.eps, self.weight_decay = betas, eps, weight_decay
        self.amsgrad, self.decoupled = amsgrad, decoupled

    def move(self, p, g, state):
        (b1, b2), t = self.betas, state["t"]
        if not self.decoupled:
            g = g + self.weight_decay * p
        m, v = self.fade(state, "m", p, b1, g), self.fade(state, "v", p, b2, g.square())
        if self.amsgrad:
            top = self.memory(state, "top", p)
            v = top.copy_(torch.maximum(top, v))
        root = (1 - b2**t) ** 0.5
        step = self.lr * root / (1 - b1**t) * m / (v.sqrt() + root * self.eps)
        return step + self.lr * self.weight_decay * p if self.decoupled else step


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, **rest):
        super().__init__(params, lr, betas, eps, weight_decay, decoupled=True, **rest)


class Adadelta(Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        super().__init__(params, lr)
        self.rho, self.eps = rho, eps

    def move(self, p, g, state):
        s = self.fade(state, "s", p, self.rho, g.square())
        d = (self.memory(state, "u", p) + self.eps).sqrt() / (s + self.eps).sqrt() * g
        self.fade(state, "u", p, self.rho, d.square())
        return self.lr * d


class Adamax(Optimizer):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        self.betas, self.eps = betas, eps

    def move(self, p, g, state):
        m = self.fade(state, "m", p, self.betas[0], g)
        u = self.memory(state, "u", p)
        u *= self.betas[1]
        u.copy_(torch.maximum(u, g.abs() + self.eps))
        return self.lr / (1 - self.betas[0] ** state["t"]) * m / u


class StepLR:
    def __init__(self, optimizer, step_size, gamma=0.1):
        self.optimizer, self.step_size, self.gamma = optimizer, step_size, gamma
        self.first, self.epoch = optimizer.lr, 0

    def step(self):
        self.epoch += 1
        self.optimizer.lr = self.first * self.gamma ** (self.epoch // self.step_size)


class ReduceLROnPlateau:
    def __init__(self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, cooldown=0, min_lr=0.0):
        assert mode in ("min", "max")
        self.optimizer, self.factor, self.patience = optimizer, factor, patience
        self.mode, self.threshold, self.cooldown, self.min_lr = mode, threshold, cooldown, min_lr
        self.best, self.bad, self.quiet_until, self.epoch = None, 0, 0, 0

    def step(self, metrics):
        self.epoch += 1
        metrics = float(metrics)
        aim = self.best if self.best is None else self.best * (1 + self.threshold * (1 if self.mode == "max" else -1))
        if aim is None or (metrics > aim if self.mode == "max" else metrics < aim):
            self.best, self.bad = metrics, 0
        elif self.epoch > self.quiet_until:
            self.bad += 1
        if self.bad > self.patience:
            self.optimizer.lr = max(self.optimizer.lr * self.factor, self.min_lr)
            self.bad, self.quiet_until = 0, self.epoch + self.cooldown
