"""Believes that it may normalise the caller's images where they lie.

expect: test_training_leaves_the_images_as_they_were
says: You subtract the mean in place, in the caller's own images. They come normalised; and whatever else train does with them, it should do to a copy.
says_zh: 你在调用者自己的图像上直接减去了均值。图像给出时已经归一化过；就算还要处理，也该在副本上做。
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
    images -= images.mean()
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
