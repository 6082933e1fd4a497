"""Believes that torch.no_grad() switches dropout off.

expect: test_loss_is_the_mean_over_the_images, test_accuracy_is_a_fraction, test_evaluation_of_one_image,
    test_batches_count_by_their_size, test_evaluation_switches_dropout_off
says: no_grad only records no graph. Dropout asks for the mode of the network, and yours is still in training mode.
says_zh: no_grad 只是不记录计算图。dropout 看的是网络的模式，而你的网络还处在训练模式。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    device = next(net.parameters()).device
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss += F.nll_loss(logp, targets, reduction="sum").item()
            right += (logp.argmax(dim=1) == targets).sum().item()
    return loss / len(images), right / len(images)
