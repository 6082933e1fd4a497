"""Believes that backward changes the weights.

expect: test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too, test_network_reads_new_digits,
    test_small_images_are_learned
says: backward only writes gradients into .grad. Nothing in your loop changes the weights.
says_zh: backward 只是把梯度写进 .grad。你的循环里没有任何一步改动权重。
"""


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
