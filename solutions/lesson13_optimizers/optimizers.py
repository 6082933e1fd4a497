"""Lesson 13: seven optimizers and two learning rate schedulers, step for step those of torch.optim.

A parameter p is a tensor that requires its gradient; backward() leaves the gradient in p.grad. An optimizer reads p.grad
and changes p in place. All arithmetic is elementwise, in the dtype of the parameter.

Write it yourself: this lesson does without torch.optim, its base class Optimizer and its schedulers included.
"""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor


class Optimizer:
    """What all optimizers share: the parameters, the learning rate, and a memory for each parameter.

    params: any iterable of tensors that require gradients, a generator such as model.parameters() too.
    lr: the learning rate; step() uses the value that it finds, so that a scheduler may change it between two steps.

    This class is a proposal: how your classes share code, and whether they do, is up to you.
    """

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        # BEGIN SOLUTION task 1: keep the parameters as a list, the learning rate, and an empty dict per parameter
        # A generator can be walked through once, and every step needs the parameters again.
        self.params = list(params)
        self.lr = lr
        # As a key a tensor stands for itself, whatever its values are.
        self.states: dict[Tensor, dict[str, Any]] = {p: {} for p in self.params}
        # END SOLUTION

    def zero_grad(self) -> None:
        """Forget the gradients: afterwards each p.grad is None, or zero. What step() remembers stays."""
        # BEGIN SOLUTION task 1: leave no gradient for the next backward() to add to
        # None, not zeros: a parameter that gets no gradient next time is then left out of the step.
        for p in self.params:
            p.grad = None
        # END SOLUTION

    def step(self) -> None:
        """One update of every parameter that has a gradient; the others, and their memory, stay as they were.

        p.grad itself is only read. Afterwards p still requires its gradient.
        """
        # BEGIN SOLUTION task 1: hand each parameter with its gradient and its own memory to update
        # The update is no part of the model, so autograd must not record it.
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.update(p, p.grad, self.states[p])
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        """Change p in place. grad: its gradient. state: what is remembered of p alone, empty at the first step."""
        raise NotImplementedError(f"{type(self).__name__} has no update of its own")


class SGD(Optimizer):
    """Gradient descent with momentum. g is the gradient, v the velocity (0 at first), d the direction:

    g = g + weight_decay * p
    v = momentum * v + g
    d = g + momentum * v if nesterov else v
    p = p - lr * d

    >>> p = torch.tensor([1.0], requires_grad=True)
    >>> optimizer = SGD([p], lr=0.1)
    >>> p.backward(torch.tensor([2.0]))  # the gradient is 2
    >>> optimizer.step()
    >>> p.tolist()
    [0.800000011920929]
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        # BEGIN SOLUTION task 1: keep the options
        super().__init__(params, lr)
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 1: the decay into the gradient, the gradient into the velocity, then one step
        # A new tensor, not grad += ...: the gradient belongs to the caller.
        grad = grad + self.weight_decay * p
        velocity = self.momentum * state.get("velocity", 0) + grad
        state["velocity"] = velocity
        # Nesterov looks one step ahead: it goes where the velocity would lead after one more momentum.
        direction = grad + self.momentum * velocity if self.nesterov else velocity
        p.sub_(self.lr * direction)
        # END SOLUTION


class Adagrad(Optimizer):
    """Each number has a step size of its own, which shrinks with all the gradients that it has seen. t = 1, 2, 3, ...

    s = s + g ** 2
    p = p - lr / (1 + (t - 1) * lr_decay) * g / (sqrt(s) + eps)

    >>> p = torch.tensor([1.0, 1.0], requires_grad=True)
    >>> optimizer = Adagrad([p], lr=0.5)
    >>> p.backward(torch.tensor([100.0, 0.01]))
    >>> optimizer.step()
    >>> p.tolist()
    [0.5, 0.5]
    """

    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, lr_decay: float = 0.0, eps: float = 1e-10) -> None:
        # BEGIN SOLUTION task 2: keep the options
        super().__init__(params, lr)
        self.lr_decay = lr_decay
        self.eps = eps
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 2: add the square to the sum, divide by its root
        done = state.get("steps", 0)  # steps before this one: the first has the whole lr
        total = state.get("total", 0) + grad**2
        state.update(steps=done + 1, total=total)
        lr = self.lr / (1 + done * self.lr_decay)
        p.sub_(lr * grad / (total.sqrt() + self.eps))
        # END SOLUTION


class RMSprop(Optimizer):
    """Divides by the root of a running mean of squares, so that old gradients are forgotten.

    s = alpha * s + (1 - alpha) * g ** 2
    m = alpha * m + (1 - alpha) * g            only if centered; without it m counts as 0
    v = momentum * v + g / (sqrt(s - m ** 2) + eps)
    p = p - lr * v

    >>> p = torch.tensor([1.0], requires_grad=True)
    >>> optimizer = RMSprop([p], lr=0.1, alpha=0.75)
    >>> p.backward(torch.tensor([4.0]))  # s = 0.25 * 16 = 4, and 4 / sqrt(4) = 2
    >>> optimizer.step()
    >>> round(p.item(), 4)
    0.8
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        # BEGIN SOLUTION task 2: keep the options
        super().__init__(params, lr)
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self.centered = centered
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 2: the mean square (less the squared mean if centered), its root, the velocity
        alpha = self.alpha
        square = state["square"] = alpha * state.get("square", 0) + (1 - alpha) * grad**2
        if self.centered:
            mean = state["mean"] = alpha * state.get("mean", 0) + (1 - alpha) * grad
            # The mean of the squares less the square of the mean is the variance.
            square = square - mean**2
        # The velocity adds up directions that are already divided, each by the root of its own time.
        velocity = self.momentum * state.get("velocity", 0) + grad / (square.sqrt() + self.eps)
        state["velocity"] = velocity
        p.sub_(self.lr * velocity)
        # END SOLUTION


class Adam(Optimizer):
    """A running mean of the gradients over the root of a running mean of their squares. t = 1, 2, 3, ... for each p.

    g = g + weight_decay * p
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g ** 2
    p = p - lr * (m / (1 - beta1 ** t)) / (sqrt(v / (1 - beta2 ** t)) + eps)

    With amsgrad the largest v that there has been stands in the place of v in the last line.

    >>> p = torch.tensor([1.0, 1.0], requires_grad=True)
    >>> optimizer = Adam([p], lr=0.25)
    >>> p.backward(torch.tensor([100.0, 0.01]))
    >>> optimizer.step()
    >>> [round(x, 4) for x in p.tolist()]
    [0.75, 0.75]
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
    ) -> None:
        # BEGIN SOLUTION task 3: keep the options
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.amsgrad = amsgrad
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 3: both running means, corrected for their start at 0, then the step
        beta1, beta2 = self.betas
        grad = grad + self.weight_decay * p
        t = state["steps"] = state.get("steps", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * grad**2
        if self.amsgrad:
            # The running mean itself goes on below; only the divisor never falls.
            square = state["largest"] = torch.maximum(square, state.get("largest", square))
        # After t steps from 0 the weights in a running mean add up to 1 - beta ** t, not to 1.
        mean = mean / (1 - beta1**t)
        square = square / (1 - beta2**t)
        p.sub_(self.lr * mean / (square.sqrt() + self.eps))
        # END SOLUTION


class AdamW(Adam):
    """Adam whose weight decay is decoupled: it shrinks p directly and enters neither m nor v.

    p = p - lr * weight_decay * p
    then a step of Adam without weight decay

    >>> p = torch.tensor([1.0], requires_grad=True)
    >>> optimizer = AdamW([p], lr=0.25, weight_decay=0.5)
    >>> p.backward(torch.tensor([0.0]))  # no slope: what moves p is the decay alone
    >>> optimizer.step()
    >>> p.tolist()
    [0.875]
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
    ) -> None:
        # BEGIN SOLUTION task 3: an Adam without weight decay, and the decay beside it
        super().__init__(params, lr, betas, eps)
        self.decay = weight_decay
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 3: shrink p, then do what Adam does
        # In Adam a decay that came with the gradient would be divided by sqrt(v), and so weigh the same for all.
        p.mul_(1 - self.lr * self.decay)
        super().update(p, grad, state)
        # END SOLUTION


class Adadelta(Optimizer):
    """The ratio of two running means takes the place of a learning rate: of the moves so far, and of the gradients.

    s = rho * s + (1 - rho) * g ** 2
    d = sqrt(u + eps) / sqrt(s + eps) * g
    u = rho * u + (1 - rho) * d ** 2
    p = p - lr * d

    >>> p = torch.tensor([1.0], requires_grad=True)
    >>> optimizer = Adadelta([p], rho=0.75, eps=1.0)
    >>> p.backward(torch.tensor([4.0]))  # s = 4, u = 0, d = sqrt(1) / sqrt(5) * 4
    >>> optimizer.step()
    >>> round(p.item(), 4)
    -0.7889
    """

    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        # BEGIN SOLUTION task 4: keep the options
        super().__init__(params, lr)
        self.rho = rho
        self.eps = eps
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 4: the mean square, the move by the moves before it, then the mean square of moves
        square = self.rho * state.get("square", 0) + (1 - self.rho) * grad**2
        moved = state.get("moved", 0)  # without this move, which is only now computed
        # At the first step there is no move yet: without eps above the line nothing would ever begin to move.
        move = ((moved + self.eps) / (square + self.eps)).sqrt() * grad
        state.update(square=square, moved=self.rho * moved + (1 - self.rho) * move**2)
        p.sub_(self.lr * move)
        # END SOLUTION


class Adamax(Optimizer):
    """Adam with the largest recent gradient in place of the root of the mean square. t = 1, 2, 3, ...

    m = beta1 * m + (1 - beta1) * g
    u = max(beta2 * u, abs(g) + eps)
    p = p - lr / (1 - beta1 ** t) * m / u

    >>> p = torch.tensor([1.0, 1.0], requires_grad=True)
    >>> optimizer = Adamax([p], lr=0.25)
    >>> p.backward(torch.tensor([100.0, -0.01]))
    >>> optimizer.step()
    >>> [round(x, 4) for x in p.tolist()]
    [0.75, 1.25]
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        # BEGIN SOLUTION task 4: keep the options
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        # END SOLUTION

    def update(self, p: Tensor, grad: Tensor, state: dict[str, Any]) -> None:
        # BEGIN SOLUTION task 4: the running mean, corrected; the largest of the faded and the new
        beta1, beta2 = self.betas
        t = state["steps"] = state.get("steps", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * grad
        size = grad.abs() + self.eps
        # A maximum does not start too small as a mean does, so it needs no correction.
        largest = state["largest"] = torch.maximum(beta2 * state.get("largest", size), size)
        p.sub_(self.lr / (1 - beta1**t) * mean / largest)
        # END SOLUTION


class StepLR:
    """Multiplies the optimizer's learning rate by gamma after every step_size epochs.

    optimizer: one of the classes above. Call step() once at the end of each epoch.

    >>> optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    >>> scheduler = StepLR(optimizer, step_size=2, gamma=0.5)
    >>> for epoch in range(4):
    ...     scheduler.step()
    >>> optimizer.lr
    0.25
    """

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        # BEGIN SOLUTION task 5: keep the optimizer and the options, and count epochs from 0
        self.optimizer = optimizer
        self.step_size = step_size
        self.gamma = gamma
        self.epochs = 0
        # END SOLUTION

    def step(self) -> None:
        """One epoch is over."""
        # BEGIN SOLUTION task 5: count, and shrink the learning rate when a stair is complete
        self.epochs += 1
        if self.epochs % self.step_size == 0:
            self.optimizer.lr *= self.gamma
        # END SOLUTION


class ReduceLROnPlateau:
    """Multiplies the learning rate by factor when a metric has stopped improving.

    mode: "min" if smaller is better, as for a loss; "max" if larger is better, as for an accuracy.
    threshold: an epoch improves if its metric is below best * (1 - threshold), for "max" above
        best * (1 + threshold); best is the last one that improved. The first epoch always does.
    patience: so many epochs without improvement in a row are forgiven; the next one reduces the learning rate,
        and counting starts again at 0.
    cooldown: in so many epochs after a reduction none counts as bad (best is still kept up to date).
    min_lr: the learning rate never falls below it.

    >>> optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    >>> scheduler = ReduceLROnPlateau(optimizer, factor=0.5, patience=1)
    >>> for loss in [0.9, 0.8, 0.8, 0.8]:
    ...     scheduler.step(loss)
    >>> optimizer.lr
    0.5
    """

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0.0,
    ) -> None:
        # BEGIN SOLUTION task 6: keep the optimizer and the options; nothing has been seen yet
        self.optimizer = optimizer
        self.mode = mode
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.min_lr = min_lr
        # Anything is better than this, so the first epoch needs no case of its own.
        self.best = float("inf") if mode == "min" else float("-inf")
        self.bad_epochs = 0
        self.resting = 0
        # END SOLUTION

    def step(self, metrics: float) -> None:
        """One epoch is over, and its metric is a number."""
        # BEGIN SOLUTION task 6: better or bad; rest after a reduction; reduce when patience is at its end
        if self.mode == "min":
            better = metrics < self.best * (1 - self.threshold)
        else:
            better = metrics > self.best * (1 + self.threshold)
        if better:
            self.best = metrics
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        if self.resting > 0:
            self.resting -= 1
            self.bad_epochs = 0
        if self.bad_epochs > self.patience:
            self.optimizer.lr = max(self.optimizer.lr * self.factor, self.min_lr)
            self.resting = self.cooldown
            self.bad_epochs = 0
        # END SOLUTION
