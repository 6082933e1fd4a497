"""Believes that a batch that is not full does not count.

expect: test_a_short_batch_is_learned_too
says: You leave out a batch that is not full. With fewer images than batch_size no batch is left at all.
says_zh: 不满的批次被你丢掉了。图像比 batch_size 还少时，就一个批次也不剩。
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
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            if len(batch) < batch_size:
                continue
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
