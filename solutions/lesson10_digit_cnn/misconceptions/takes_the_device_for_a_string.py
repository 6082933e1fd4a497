"""Believes that a device is always a string.

expect: test_device_may_be_an_object
says: You call a string's method on device. It may be a torch.device as well; both can go to .to() as they are.
says_zh: 你对 device 调用了字符串的方法。它也可能是 torch.device 对象；两者都可以原样交给 .to()。
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
    if device.startswith("cuda"):
        torch.cuda.empty_cache()
    net.to(device)
    images, labels = images.to(device), labels.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
