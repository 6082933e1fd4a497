"""PyTorch's own form without its base class: param_groups, a state keyed by the tensor, get_last_lr."""

from collections import defaultdict

import torch


class Base:
    def __init__(self, params, **defaults):
        self.param_groups = [{"params": list(params), **defaults}]
        self.state = defaultdict(dict)

    def zero_grad(self, set_to_none=True):
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none:
                    p.grad = None
                elif p.grad is not None:
                    p.grad.detach_().zero_()

    def step(self, closure=None):
        loss = closure() if closure is not None else None
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        self.one(p, p.grad.clone(), self.state[p], group)
        return loss


class SGD(Base):
    def __init__(self, params, lr=1e-3, momentum=0, weight_decay=0, nesterov=False):
        super().__init__(params, lr=lr, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov)

    def one(self, p, g, state, group):
        g += group["weight_decay"] * p
        if "buf" not in state:
            state["buf"] = torch.zeros_like(p)
        state["buf"] = group["momentum"] * state["buf"] + g
        p -= group["lr"] * (g + group["momentum"] * state["buf"] if group["nesterov"] else state["buf"])


class Adagrad(Base):
    def __init__(self, params, lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10):
        super().__init__(params, lr=lr, lr_decay=lr_decay, weight_decay=weight_decay, eps=eps)
        for p in self.param_groups[0]["params"]:
            self.state[p] = {"step": 0, "sum": torch.full_like(p, initial_accumulator_value)}

    def one(self, p, g, state, group):
        g += group["weight_decay"] * p
        state["sum"] += g * g
        p -= group["lr"] / (1 + state["step"] * group["lr_decay"]) * g / (state["sum"] ** 0.5 + group["eps"])
        state["step"] += 1


class RMSprop(Base):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False):
        super().__init__(
            params, lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered
        )

    def one(self, p, g, state, group):
        g += group["weight_decay"] * p
        a = group["alpha"]
        for key in ("sq", "avg", "buf"):
            state.setdefault(key, torch.zeros_like(p))
        state["sq"] = a * state["sq"] + (1 - a) * g.pow(2)
        state["avg"] = a * state["avg"] + (1 - a) * g
        variance = state["sq"] - state["avg"].pow(2) if group["centered"] else state["sq"]
        state["buf"] = group["momentum"] * state["buf"] + g / (variance.sqrt() + group["eps"])
        p -= group["lr"] * state["buf"]


class Adam(Base):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False):
        super().__init__(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad)

    def decay(self, p, g, group):
        g += group["weight_decay"] * p

    def one(self, p, g, state, group):
        if not state:
            state.update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p), v_max=torch.zeros_like(p))
        b1, b2 = group["betas"]
        self.decay(p, g, group)
        state["t"] += 1
        state["m"] = b1 * state["m"] + (1 - b1) * g
        state["v"] = b2 * state["v"] + (1 - b2) * g * g
        state["v_max"] = torch.max(state["v_max"], state["v"])
        v = state["v_max"] if group["amsgrad"] else state["v"]
        m_hat, v_hat = state["m"] / (1 - b1 ** state["t"]), v / (1 - b2 ** state["t"])
        p -= group["lr"] * m_hat / (v_hat.sqrt() + group["eps"])


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, amsgrad=False):
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad)

    def decay(self, p, g, group):
        p -= group["lr"] * group["weight_decay"] * p


class Adadelta(Base):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0):
        super().__init__(params, lr=lr, rho=rho, eps=eps)

    def one(self, p, g, state, group):
        s, u = state.get("s", torch.zeros_like(p)), state.get("u", torch.zeros_like(p))
        s = group["rho"] * s + (1 - group["rho"]) * g**2
        d = (u + group["eps"]).sqrt() * (s + group["eps"]).rsqrt() * g
        state["s"], state["u"] = s, group["rho"] * u + (1 - group["rho"]) * d**2
        p -= group["lr"] * d


class Adamax(Base):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
        super().__init__(params, lr=lr, betas=betas, eps=eps)

    def one(self, p, g, state, group):
        b1, b2 = group["betas"]
        t, m, u = state.get("all", (0, torch.zeros_like(p), torch.zeros_like(p)))
        t, m = t + 1, b1 * m + (1 - b1) * g
        u = torch.where(b2 * u > g.abs() + group["eps"], b2 * u, g.abs() + group["eps"])
        state["all"] = (t, m, u)
        p -= group["lr"] / (1 - b1**t) * m / u


class StepLR:
    def __init__(self, optimizer, step_size, gamma=0.1):
        self.optimizer, self.step_size, self.gamma, self.last_epoch = optimizer, step_size, gamma, 0

    def step(self):
        self.last_epoch += 1
        if self.last_epoch % self.step_size:
            return
        for group in self.optimizer.param_groups:
            group["lr"] = group["lr"] * self.gamma

    def get_last_lr(self):
        return [group["lr"] for group in self.optimizer.param_groups]


class ReduceLROnPlateau:
    def __init__(
        self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, cooldown=0, min_lr=0, verbose=False
    ):
        vars(self).update(locals())
        self.best = None
        self.bad = self.rest = 0

    def step(self, metrics):
        if self.best is None:
            improved = True
        elif self.mode == "min":
            improved = metrics < self.best - self.best * self.threshold
        else:
            improved = metrics > self.best + self.best * self.threshold
        self.bad = 0 if improved else self.bad + 1
        if improved:
            self.best = metrics
        if self.rest:
            self.rest, self.bad = self.rest - 1, 0
        elif self.bad > self.patience:
            for group in self.optimizer.param_groups:
                group["lr"] = max(group["lr"] * self.factor, self.min_lr)
            if self.verbose:
                print("lr:", group["lr"])
            self.rest, self.bad = self.cooldown, 0
