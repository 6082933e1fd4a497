"""Believes that images and labels may each be shuffled by themselves.

expect: test_a_short_batch_is_learned_too, test_batch_size_is_obeyed, test_sorted_images_are_learned_too,
    test_network_reads_new_digits, test_device_may_be_an_object, test_training_switches_dropout_on
says: You shuffle the images in one order and the labels in another, so that an image meets somebody else's label. Which one thing has to be random?
says_zh: 图像按一个次序打乱，标签按另一个次序打乱，图像配到的就是别人的标签。真正需要随机的是哪一样东西？
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
        labels = labels[torch.randperm(len(labels), device=device)]
        for batch in torch.randperm(len(images), device=device).split(batch_size):
            loss = F.nll_loss(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
