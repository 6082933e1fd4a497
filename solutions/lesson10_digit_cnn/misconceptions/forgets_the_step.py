"""Believes that backward changes the weights.

expect: test_a_short_batch_is_learned_too, test_batch_size_is_obeyed, test_training_switches_dropout_on,
    test_sorted_images_are_learned_too, test_network_reads_new_digits, test_device_may_be_an_object
says: backward only writes gradients into .grad. Nothing in your loop changes the weights.
says_zh: backward 只是把梯度写进 .grad。你的循环里没有任何一步改动权重。
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
            optimizer.zero_grad()
            loss.backward()
