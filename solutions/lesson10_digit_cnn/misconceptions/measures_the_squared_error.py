"""Believes that every loss is a squared error.

expect: test_loss_is_the_mean_over_the_images, test_evaluation_of_one_image, test_batches_count_by_their_size, test_evaluation_switches_dropout_off, test_evaluation_trains_nothing
says: Your loss is the squared distance to the one-hot labels. Asked is the negative log-likelihood: minus the log-probability at the label.
says_zh: 你的损失是与 one-hot 标签之差的平方。要求的是负对数似然：标签处的对数概率取相反数。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean loss and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss += (logp.exp() - F.one_hot(targets, 10)).square().sum().item()
            right += (logp.argmax(dim=1) == targets).sum().item()
    return loss / len(images), right / len(images)
