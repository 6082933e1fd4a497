"""Believes that batch_size is only a suggestion.

expect: test_batch_size_is_obeyed
says: Your batches have a size of their own, not batch_size. Each batch is one step: how many steps does an epoch of few images make then?
says_zh: 你用的是自己定的批大小，而不是 batch_size。一个批次走一步：图像不多时，这样一轮能走几步？
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
        for batch in torch.randperm(len(images), device=device).split(40):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
