"""Believes that backward starts from zero each time.

expect: test_a_short_batch_is_learned_too, test_batch_size_is_obeyed, test_sorted_images_are_learned_too,
    test_network_reads_new_digits, test_device_may_be_an_object
says: backward adds to .grad, and you never clear it: each step follows the gradients of all batches so far, on top of the momentum.
says_zh: backward 会往 .grad 上累加，而你从不清零：每一步走的都是到目前为止所有批次梯度之和，动量还要另算。
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
            loss = F.nll_loss(net(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
