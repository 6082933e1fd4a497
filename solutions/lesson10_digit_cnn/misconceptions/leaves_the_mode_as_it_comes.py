"""Believes that a network is always in training mode when it is trained.

expect: test_training_switches_dropout_on
says: Your train takes the mode as it comes. After an evaluation that is evaluation mode, and the next training goes without dropout.
says_zh: 你的 train 没有管模式。网络刚评估过，就还处在评估模式，接下来的训练便没有 dropout。
"""


def train(
    net: nn.Module,
    images: Tensor,
    labels: Tensor,
    epochs: int,
    batch_size: int,
    lr: float,
    device: str | torch.device,
) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    net.to(device)
    images, labels = images.to(device), labels.to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
