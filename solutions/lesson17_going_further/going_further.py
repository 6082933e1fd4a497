"""Lesson 17: going further. What deep networks are made of besides layers, and how a finished one leaves the notebook.

Shapes: n samples of d features make x of shape (n, d); images are (n, c, h, w), floats. Random numbers come from a
torch.Generator that the caller hands in, so that whoever knows its seed can repeat a run.
"""

import torch
from torch import Tensor, nn


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Bring each column of a batch to mean 0 and variance 1, then stretch it by gamma and shift it by beta.

    x: (n, d), float32 or float64. gamma, beta: (d,). running: the list [mean, var] of two tensors (d,), what is
    remembered of earlier batches. All of one dtype.
    training=True, n >= 2: mean and variance are those of the batch, the variance divides by n. Afterwards
    `running` holds (1 - momentum) * old + momentum * batch, and there the batch's variance divides by n - 1.
    Change the two tensors in place or put new ones, of shape (d,), into the list, as you like.
    training=False, n >= 1: mean and variance are the remembered ones; `running` stays as it was.
    Returns gamma * (x - mean) / sqrt(var + 1e-5) + beta, shape (n, d), computed in the dtype of x; a column far
    from 0 (10000, 10001, ...) comes out right too. x, gamma and beta stay as they were.

    Write it yourself: F.batch_norm and nn.BatchNorm1d are not allowed here.

    >>> running = [torch.tensor([0.0]), torch.tensor([1.0])]
    >>> x = torch.tensor([[1.0], [3.0]])
    >>> batch_norm(x, torch.ones(1), torch.zeros(1), running, momentum=0.5, training=True)
    tensor([[-1.0000],
            [ 1.0000]])
    >>> running
    [tensor([1.]), tensor([1.5000])]
    """
    # BEGIN SOLUTION task 1: statistics of the batch or the remembered ones; in training, remember
    mean, var = running
    if training:
        # The batch itself is scaled with its own spread, so the variance divides by n.
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        # No graph for what is remembered: it would grow by a batch with every step and never be freed.
        with torch.no_grad():
            running[0].lerp_(mean, momentum)  # lerp is (1 - momentum) * old + momentum * new
            # var() divides by n - 1: a fair estimate for data not seen yet, which is what evaluation needs.
            running[1].lerp_(x.var(dim=0), momentum)
    # The 1e-5 under the root saves a column without any spread from a division by 0.
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
    # END SOLUTION


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Set each number to 0 with probability p, each by itself, and divide the others by 1 - p.

    x: any shape, floats. 0 <= p <= 1; p is the share that is dropped, with p = 1 everything is 0.
    training=False: the values of x as they are, whatever p.
    generator: every random number comes from it. The same state of it gives the same zeros; drawing moves it on,
    so the next call gives other zeros.
    Returns the shape of x; x stays as it was.

    >>> dropout(torch.tensor([1.0, 2.0]), 0.9, training=False, generator=torch.Generator())
    tensor([1., 2.])
    """
    # BEGIN SOLUTION task 2: draw who stays, and make up for those who went
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)  # nobody is left to be divided by 1 - p = 0
    # torch.rand is below p with probability p; one number for each number of x, none is shared.
    kept = torch.rand(x.shape, generator=generator) >= p
    # Dividing here keeps the expected value, so evaluation has nothing to make up for.
    return x * kept / (1 - p)
    # END SOLUTION


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x)))): two layers that learn what to add to x.

    channels: how many x has, and each map in between too. Its only parameters are those of two convolutions of
    kernel size 3 with a bias, with padding 1, so that height and width stay. Names are free.

    >>> ResidualBlock(2)(torch.zeros(5, 2, 7, 4)).shape
    torch.Size([5, 2, 7, 4])
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        # BEGIN SOLUTION task 3: two convolutions that keep the shape
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, channels, h, w), floats, stays as it was. Returns the same shape."""
        # BEGIN SOLUTION task 3: through both layers, plus x, and ReLU at the end
        # The sum has slope 1 in x: however small the weights are, the gradient gets past this block.
        return torch.relu(x + self.conv2(torch.relu(self.conv1(x))))
        # END SOLUTION


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """Keep all that the model has learned and give it a new last layer for another question.

    model: its last layer is model.fc, an nn.Linear, as in torchvision's ResNets; all before it is the backbone.
    Afterwards no parameter of the backbone asks for a gradient (requires_grad is False), and none has changed.
    model.fc is a new nn.Linear with a bias, from as many features as the old one to num_classes; it starts at
    random, also if num_classes is what it was, and asks for gradients.
    Returns the model: the one that came in, changed, or a changed copy, as you like.

    >>> model = nn.Sequential(nn.Linear(6, 4), nn.ReLU())
    >>> model.fc = nn.Linear(4, 10)
    >>> model = freeze_backbone(model, 3)
    >>> model.fc
    Linear(in_features=4, out_features=3, bias=True)
    >>> [parameter.requires_grad for parameter in model.parameters()]
    [False, False, True, True]
    """
    # BEGIN SOLUTION task 4: freeze everything, then replace the head
    # The underscore matters: a plain `model.requires_grad = False` only hangs an attribute on the module.
    model.requires_grad_(False)
    # A new layer asks for gradients by itself, so it comes after the freezing.
    model.fc = nn.Linear(model.fc.in_features, num_classes)
    return model
    # END SOLUTION


def augment(images: Tensor, max_shift: int, generator: torch.Generator) -> Tensor:
    """Shift each image by a random number of whole pixels and fill what comes in with 0.

    images: (n, c, h, w), floats. For each image one shift down and one to the right are drawn, independently,
    from -max_shift, ..., 0, ..., max_shift, each equally likely; negative means up or left. All channels of an
    image move together, the images independently of each other. 0 <= max_shift < h and w.
    generator: every random number comes from it, as in dropout.
    Returns the same shape, image i still at place i, so that the labels need no change. images stays as it was.

    >>> augment(torch.ones(2, 1, 3, 3), 0, torch.Generator()).shape
    torch.Size([2, 1, 3, 3])
    """
    # BEGIN SOLUTION task 5: pad with zeros, then cut a window out of each image at a random place
    n, _, h, w = images.shape
    # A frame as wide as the largest shift: the window at its middle is the image, unmoved.
    padded = nn.functional.pad(images, (max_shift,) * 4)
    # From -max_shift to max_shift there are 2 * max_shift + 1 shifts, 0 among them; randint leaves its end out.
    corners = torch.randint(2 * max_shift + 1, (n, 2), generator=generator).tolist()
    windows = [padded[i, :, top : top + h, left : left + w] for i, (top, left) in enumerate(corners)]
    return torch.stack(windows)
    # END SOLUTION


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """Write the model to a file that runs without its class, and read it back.

    example: an input, in the shape that the model will be asked with. path: ends in ".pt2"; what torch.export.save
    writes belongs there, and a file that is there already is replaced. The model is exported as in evaluation
    mode, in whichever mode it comes; in which you leave it is up to you.
    Returns what was read from the file, ready to be called: `reloaded(x)` is what the model gives for x in
    evaluation mode, for every x of the shape of example. It is a model of its own: it gives the same when the
    first one is changed later. Do not call its eval(): a loaded program has no modes and refuses.

    A model from (4, 6) to (4, 3), with an example of shape (4, 6), gives a callable from (4, 6) to (4, 3).
    """
    # BEGIN SOLUTION task 6: evaluation mode, export, save, load
    model.eval()  # the mode at this moment goes into the file: dropout would be written down as dropout
    # torch.export runs the model once on the example and writes down every operator, with the weights beside it.
    program = torch.export.export(model, (example,))
    torch.export.save(program, path)
    # What load gives is a description; module() makes something of it that can be called.
    return torch.export.load(path).module()
    # END SOLUTION


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    """Let the whole model learn again, the backbone with one learning rate and the head with another.

    model: as in freeze_backbone; model.fc is the head, wherever in the model it was defined, all else the backbone. Afterwards
    every parameter asks for a gradient, also one that was frozen, and none has changed.
    Returns an optimizer of plain SGD, without momentum and weight decay: a step moves the parameters of model.fc by
    -head_lr times their gradients and all others by -backbone_lr times theirs. Both are at least 0; with 0 nothing moves.

    >>> model = nn.Sequential(nn.Linear(6, 4), nn.ReLU())
    >>> model.fc = nn.Linear(4, 3)
    >>> optimizer = fine_tune(model, backbone_lr=0.001, head_lr=0.1)
    >>> sorted(group["lr"] for group in optimizer.param_groups)
    [0.001, 0.1]
    """
    # BEGIN SOLUTION task 7: thaw everything, then one optimizer with two groups of parameters
    model.requires_grad_(True)
    # By name and not by place: nothing says that the head's parameters come last.
    head = set(model.fc.parameters())
    backbone = [parameter for parameter in model.parameters() if parameter not in head]
    groups = [{"params": backbone, "lr": backbone_lr}, {"params": list(head), "lr": head_lr}]
    return torch.optim.SGD(groups)
    # END SOLUTION
