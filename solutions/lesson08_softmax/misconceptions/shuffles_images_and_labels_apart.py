"""Believes that images and labels may each be shuffled by themselves.

expect: test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too, test_network_reads_new_digits,
    test_small_images_are_learned
says: You shuffle the images in one order and the labels in another, so that an image meets somebody else's label. Which one thing has to be random?
says_zh: 图像按一个次序打乱，标签按另一个次序打乱，图像配到的就是别人的标签。真正需要随机的是哪一样东西？
"""


def train(net: nn.Module, images: Tensor, labels: Tensor, epochs: int, batch_size: int, lr: float) -> None:
    """Mini-batch SGD with momentum, reshuffled every epoch."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(epochs):
        labels = labels[torch.randperm(len(labels))]
        for batch in torch.randperm(len(images)).split(batch_size):
            loss = loss_of(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
