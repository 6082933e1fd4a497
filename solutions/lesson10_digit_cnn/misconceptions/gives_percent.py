"""Believes that an accuracy is a percentage.

expect: test_accuracy_is_a_fraction, test_evaluation_of_one_image, test_batches_count_by_their_size,
    test_evaluation_switches_dropout_off
says: Your accuracy is a hundred times too large: it is asked as a fraction between 0 and 1.
says_zh: 你的准确率大了一百倍：要的是 0 到 1 之间的比例。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss += F.nll_loss(logp, targets, reduction="sum").item()
            right += (logp.argmax(dim=1) == targets).sum().item()
    return loss / len(images), 100 * right / len(images)
