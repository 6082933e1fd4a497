"""Believes that a hundred images show all that there is to learn.

expect: test_sorted_images_are_learned_too, test_network_reads_new_digits
says: You train on the first hundred images alone. In one epoch every image is to be seen once: how many steps does yours make, and which digits does it meet?
says_zh: 你只用了前一百张图像。一轮里每张图像都该用到一次：你的一轮走了几步，见到了哪些数字？
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
    images, labels = images[:100], labels[:100]
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
