"""Believes that the loss of an image is the probability of its label.

expect: test_loss_is_the_mean_over_the_images, test_evaluation_of_one_image, test_batches_count_by_their_size, test_evaluation_switches_dropout_off, test_evaluation_trains_nothing
says: Your loss averages probabilities: you took exp of the answers first. The network returns log-probabilities already, and the NLL is minus the one at the label.
says_zh: 你的损失是对概率取平均：你先对输出取了 exp。网络返回的已经是对数概率，NLL 就是标签处那个数的相反数。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean loss and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss += F.nll_loss(logp.exp(), targets, reduction="sum").item()
            right += (logp.argmax(dim=1) == targets).sum().item()
    return loss / len(images), right / len(images)
