"""Believes that larger steps only learn faster.

expect: test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too,
    test_network_reads_new_digits
says: Your optimizer takes steps far larger than the lr it is given: look at the loss after a few of them. Past a certain size each step jumps over the valley.
says_zh: 你的优化器迈的步子远大于给它的 lr：看看几步之后的损失。学习率大过一定限度，每一步都会越过谷底。
"""


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Fit the network by mini-batch SGD with momentum 0.9 on the mean cross-entropy."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=100 * lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
