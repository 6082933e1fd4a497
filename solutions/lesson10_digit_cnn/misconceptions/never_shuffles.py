"""Believes that the order of the images does not matter, since every image is seen.

expect: test_sorted_images_are_learned_too
says: You visit the images in the order in which they come. When they come sorted, the last batches are all of one digit, and the network forgets the others.
says_zh: 你按图像给出的次序来训练。如果它们是按数字排好的，最后的批次全是同一个数字，网络就把别的都忘了。
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
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.arange(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
