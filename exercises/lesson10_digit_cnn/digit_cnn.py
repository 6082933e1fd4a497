"""Lesson 10: a convolutional network that reads digits, its training, and an honest evaluation of it.

Shapes: n images make (n, 1, 28, 28), float32, already normalised (mean about 0, standard deviation about 1).
Labels are the digits, int64, (n,). The network answers with 10 log-probabilities for each image, (n, 10).

Every layer, loss and optimizer of PyTorch is allowed.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

BATCH = 500  # images at a time where nothing is learned: more are no faster, and they need more memory


class DigitRecognizer(nn.Module):
    """Two convolutions, pooling and dropout: from images (n, 1, 28, 28) to 10 log-probabilities each, (n, 10).

    Sizes, kernels, activations and names are free; every network has weights of its own. Each row's exp() sums to 1
    in both modes, and the log-probabilities stay finite however sure the network is. An image's answer in
    evaluation mode does not depend on the other images of its batch. Dropout acts in training mode alone.

    >>> DigitRecognizer()(torch.zeros(3, 1, 28, 28)).shape
    torch.Size([3, 10])
    """

    def __init__(self) -> None:
        super().__init__()
        # TODO (task 1): two convolutions, pooling, linear layers, and (task 2) dropout
        raise NotImplementedError("DigitRecognizer: start with task 1")

    def forward(self, images: Tensor) -> Tensor:
        """images: (n, 1, 28, 28), float32, left as they were. Returns log-probabilities, float32, (n, 10)."""
        # TODO (task 1): convolve and pool twice, flatten each image, linear layers, log_softmax over the digits
        raise NotImplementedError("DigitRecognizer.forward: start with task 1")


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Measure a network on images with known labels: (loss, accuracy).

    net: returns log-probabilities (n, 10). images: (n, 1, 28, 28); labels: int64, (n,); both may be on another
    device than the network, and n need not be a multiple of any batch size.
    loss: the mean negative log-likelihood over all n images. accuracy: the share of images whose largest
    log-probability is at their label, in [0, 1]. Two plain numbers (0-d tensors or arrays will do).
    Measured in evaluation mode, whatever mode the network comes in; the mode it is left in is up to you.
    Changes no parameter and leaves no gradient: nothing is learned here, so no graph is needed.

    >>> net = DigitRecognizer()
    >>> for parameter in net.parameters():
    ...     _ = parameter.data.fill_(0.0)
    >>> loss, accuracy = evaluate(net, torch.zeros(4, 1, 28, 28), torch.tensor([0, 1, 2, 3]))
    >>> round(loss, 4)
    2.3026
    """
    # TODO (task 3): in evaluation mode and without a graph, add up losses and right answers batch by batch
    raise NotImplementedError("evaluate: start with task 3")


def train(
    net: nn.Module,
    images: Tensor,
    labels: Tensor,
    epochs: int,
    batch_size: int,
    lr: float,
    device: str | torch.device,
) -> None:
    """Fit the network by mini-batch SGD with momentum 0.9 on the negative log-likelihood.

    images: (n, 1, 28, 28); labels: int64, (n,); both stay as they were. device: "cpu", "cuda" or a torch.device; the
    network is moved there, trained there in training mode (whatever mode it comes in), and left there.
    One epoch visits every image once, in a new random order, in batches of batch_size; the last batch may be
    short, also the only one. The network is changed in place. What is returned is up to you.
    Another optimizer is accepted if it learns as much with the lr that is given.
    """
    # TODO (task 4): move, switch to training mode, then each epoch shuffle and step through the batches
    raise NotImplementedError("train: start with task 4")
