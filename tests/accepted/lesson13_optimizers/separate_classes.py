"""Seven classes on their own, each with its loop; lists of buffers by position, in-place arithmetic, type hints."""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor


class SGD:
    def __init__(self, params: Iterable[Tensor], lr: float = 1e-3, momentum: float = 0, weight_decay: float = 0,
                 nesterov: bool = False, dampening: float = 0) -> None:
        self.params = list(params)
        self.lr, self.momentum, self.weight_decay, self.nesterov = lr, momentum, weight_decay, nesterov
        self.dampening = dampening
        self.buffers: list[Tensor | None] = [None] * len(self.params)

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            d_p = p.grad
            if self.weight_decay != 0:
                d_p = d_p.add(p, alpha=self.weight_decay)
            if self.momentum != 0:
                buf = self.buffers[i]
                if buf is None:
                    buf = self.buffers[i] = d_p.clone()
                else:
                    buf.mul_(self.momentum).add_(d_p, alpha=1 - self.dampening)
                d_p = d_p.add(buf, alpha=self.momentum) if self.nesterov else buf
            p.add_(d_p, alpha=-self.lr)

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


class Adagrad:
    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, lr_decay: float = 0, eps: float = 1e-10) -> None:
        self.params = list(params)
        self.lr, self.lr_decay, self.eps = lr, lr_decay, eps
        self.steps = [0] * len(self.params)
        self.sums = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.steps[i] += 1
            clr = self.lr / (1 + (self.steps[i] - 1) * self.lr_decay)
            self.sums[i].addcmul_(p.grad, p.grad)
            p.addcdiv_(p.grad, self.sums[i].sqrt().add_(self.eps), value=-clr)

    zero_grad = SGD.zero_grad


class RMSprop:
    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, alpha: float = 0.99, eps: float = 1e-8,
                 momentum: float = 0, centered: bool = False) -> None:
        self.params = list(params)
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered
        self.square_avg = [torch.zeros_like(p) for p in self.params]
        self.grad_avg = [torch.zeros_like(p) for p in self.params]
        self.buf = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for p, s, m, b in zip(self.params, self.square_avg, self.grad_avg, self.buf):
            if p.grad is None:
                continue
            s.mul_(self.alpha).addcmul_(p.grad, p.grad, value=1 - self.alpha)
            if self.centered:
                m.lerp_(p.grad, 1 - self.alpha)
                avg = s.addcmul(m, m, value=-1).sqrt_().add_(self.eps)
            else:
                avg = s.sqrt().add_(self.eps)
            if self.momentum > 0:
                b.mul_(self.momentum).addcdiv_(p.grad, avg)
                p.add_(b, alpha=-self.lr)
            else:
                p.addcdiv_(p.grad, avg, value=-self.lr)

    zero_grad = SGD.zero_grad


class Adam:
    decoupled = False

    def __init__(self, params: Iterable[Tensor], lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999),
                 eps: float = 1e-8, weight_decay: float = 0, amsgrad: bool = False) -> None:
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.weight_decay, self.amsgrad = weight_decay, amsgrad
        self.steps = [0 for _ in self.params]
        self.exp_avg = [torch.zeros_like(p) for p in self.params]
        self.exp_avg_sq = [torch.zeros_like(p) for p in self.params]
        self.max_sq = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        b1, b2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            grad = p.grad
            self.steps[i] += 1
            if self.decoupled:
                p.mul_(1 - self.lr * self.weight_decay)
            elif self.weight_decay:
                grad = grad.add(p, alpha=self.weight_decay)
            self.exp_avg[i].lerp_(grad, 1 - b1)
            self.exp_avg_sq[i].mul_(b2).addcmul_(grad, grad, value=1 - b2)
            v = self.exp_avg_sq[i]
            if self.amsgrad:
                torch.maximum(self.max_sq[i], v, out=self.max_sq[i])
                v = self.max_sq[i]
            denom = (v.sqrt() / math.sqrt(1 - b2 ** self.steps[i])).add_(self.eps)
            p.addcdiv_(self.exp_avg[i], denom, value=-self.lr / (1 - b1 ** self.steps[i]))

    zero_grad = SGD.zero_grad


class AdamW(Adam):
    decoupled = True

    def __init__(self, params: Iterable[Tensor], lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999),
                 eps: float = 1e-8, weight_decay: float = 1e-2, amsgrad: bool = False) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad)


class Adadelta:
    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        self.params = list(params)
        self.lr, self.rho, self.eps = lr, rho, eps
        self.square_avg = [torch.zeros_like(p) for p in self.params]
        self.acc_delta = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for p, s, a in zip(self.params, self.square_avg, self.acc_delta):
            if p.grad is None:
                continue
            s.mul_(self.rho).addcmul_(p.grad, p.grad, value=1 - self.rho)
            delta = a.add(self.eps).sqrt_().div_(s.add(self.eps).sqrt_()).mul_(p.grad)
            a.mul_(self.rho).addcmul_(delta, delta, value=1 - self.rho)
            p.add_(delta, alpha=-self.lr)

    zero_grad = SGD.zero_grad


class Adamax:
    def __init__(self, params: Iterable[Tensor], lr: float = 2e-3, betas: tuple[float, float] = (0.9, 0.999),
                 eps: float = 1e-8) -> None:
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.steps = [0] * len(self.params)
        self.exp_avg = [torch.zeros_like(p) for p in self.params]
        self.exp_inf = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        b1, b2 = self.betas
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            self.steps[i] += 1
            self.exp_avg[i].lerp_(p.grad, 1 - b1)
            self.exp_inf[i] = torch.maximum(self.exp_inf[i] * b2, p.grad.abs() + self.eps)
            p.addcdiv_(self.exp_avg[i], self.exp_inf[i], value=-self.lr / (1 - b1 ** self.steps[i]))

    zero_grad = SGD.zero_grad


class StepLR:
    def __init__(self, optimizer, step_size: int, gamma: float = 0.1, last_epoch: int = -1) -> None:
        self.optimizer, self.step_size, self.gamma = optimizer, step_size, gamma
        self.base_lr, self.last_epoch = optimizer.lr, last_epoch
        self.step()

    def step(self) -> None:
        self.last_epoch += 1
        self.optimizer.lr = self.base_lr * self.gamma ** (self.last_epoch // self.step_size)


class ReduceLROnPlateau:
    def __init__(self, optimizer, mode: str = "min", factor: float = 0.1, patience: int = 10, threshold: float = 1e-4,
                 threshold_mode: str = "rel", cooldown: int = 0, min_lr: float = 0, eps: float = 1e-8) -> None:
        self.optimizer, self.mode, self.factor, self.patience = optimizer, mode, factor, patience
        self.threshold, self.cooldown, self.min_lr, self.eps = threshold, cooldown, min_lr, eps
        self.best = math.inf if mode == "min" else -math.inf
        self.num_bad_epochs = self.cooldown_counter = 0

    def is_better(self, a: float) -> bool:
        if self.mode == "min":
            return a < self.best * (1 - self.threshold)
        return a > self.best * (1 + self.threshold)

    def step(self, metrics: float) -> None:
        if self.is_better(metrics):
            self.best, self.num_bad_epochs = metrics, 0
        else:
            self.num_bad_epochs += 1
        if self.cooldown_counter > 0:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            new = max(self.optimizer.lr * self.factor, self.min_lr)
            if self.optimizer.lr - new > self.eps:
                self.optimizer.lr = new
            self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0
