"""Believes that backward starts from zero each time.

expect: test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too,
    test_network_reads_new_digits
says: backward adds to .grad, and you never clear it: each step follows the sum of all gradients so far, on top of the momentum.
says_zh: backward 会往 .grad 上累加，而你一直没有清零：每一步走的都是到目前为止所有梯度之和，还要再加上动量。
"""


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
