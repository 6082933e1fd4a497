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
        # BEGIN SOLUTION task 1: two convolutions, pooling, linear layers, and (task 2) dropout
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)  # 28 -> 24 pixels per side, pooled to 12
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)  # 12 -> 8, pooled to 4
        self.pool = nn.MaxPool2d(2)
        # Neighbouring pixels of a map say nearly the same, so dropping single ones would hide little: Dropout2d drops
        # whole maps. Both are modules, so that net.train() and net.eval() reach them.
        self.drop_maps = nn.Dropout2d(0.5)
        self.drop = nn.Dropout(0.5)
        self.hidden = nn.Linear(20 * 4 * 4, 50)
        self.output = nn.Linear(50, 10)
        # END SOLUTION

    def forward(self, images: Tensor) -> Tensor:
        """images: (n, 1, 28, 28), float32, left as they were. Returns log-probabilities, float32, (n, 10)."""
        # BEGIN SOLUTION task 1: convolve and pool twice, flatten each image, linear layers, log_softmax over the digits
        # The largest of four values and ReLU may change places; pooled first, ReLU has a quarter of the work.
        maps = torch.relu(self.pool(self.conv1(images)))
        maps = torch.relu(self.pool(self.drop_maps(self.conv2(maps))))
        # Dimension 0 counts the images and stays: flatten from dimension 1 on.
        hidden = torch.relu(self.hidden(maps.flatten(1)))
        # log_softmax, once, and last of all: log(softmax) is -inf where a probability has underflowed to 0.
        return torch.log_softmax(self.output(self.drop(hidden)), dim=1)
        # END SOLUTION


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
    # BEGIN SOLUTION task 3: in evaluation mode and without a graph, add up losses and right answers batch by batch
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            # Sums, divided once at the end: a mean of the batches' means would give each image of the short
            # last batch a louder voice than the others have.
            loss += F.nll_loss(logp, targets, reduction="sum").item()
            right += (logp.argmax(dim=1) == targets).sum().item()
    return loss / len(images), right / len(images)
    # END SOLUTION


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
    # BEGIN SOLUTION task 4: move, switch to training mode, then each epoch shuffle and step through the batches
    net.to(device)
    images, labels = images.to(device), labels.to(device)
    net.train()  # whoever evaluated the network before has switched dropout off
    # After the move: an optimizer must hold the parameters that are trained.
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        # One permutation for both keeps each image with its label.
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()  # backward() adds to .grad
            loss.backward()
            optimizer.step()
    # END SOLUTION
