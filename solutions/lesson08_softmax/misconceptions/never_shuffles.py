"""Believes that the order of the images does not matter, since every image is seen.

expect: test_sorted_images_are_learned_too
says: You visit the images in the order in which they come. When they come sorted, the last batches are all of one digit, and the network forgets the others.
says_zh: 你按图像给出的次序来训练。如果它们是按数字排好的，最后的批次全是同一个数字，网络就把别的都忘了。
"""


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.arange(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
