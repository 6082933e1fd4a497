"""Believes that a batch which is not full may be left out.

expect: test_a_short_batch_is_learned_too
says: You leave out the last batch when it is short. With fewer images than batch_size that is the only one, and nothing is learned at all.
says_zh: 最后一个批次不满时你把它丢掉了。图像数少于 batch_size 时，这是唯一的批次，于是什么也没学。
"""


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(images)).split(batch_size):
            if len(batch) < batch_size:
                continue
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
