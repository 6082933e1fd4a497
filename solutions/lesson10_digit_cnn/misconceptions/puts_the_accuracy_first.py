"""Believes that the accuracy comes first.

expect: test_loss_is_the_mean_over_the_images, test_accuracy_is_a_fraction, test_evaluation_of_one_image, test_batches_count_by_their_size, test_evaluation_switches_dropout_off, test_evaluation_trains_nothing
says: You return the accuracy first and the loss second. Asked is (loss, accuracy).
says_zh: 你先返回准确率、后返回损失。要求的是 (loss, accuracy)。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean loss and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss += F.nll_loss(logp, targets, reduction="sum").item()
            right += (logp.argmax(dim=1) == targets).sum().item()
    return right / len(images), loss / len(images)
