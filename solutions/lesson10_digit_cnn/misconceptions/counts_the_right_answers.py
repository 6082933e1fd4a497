"""Believes that an accuracy is the number of right answers.

expect: test_accuracy_is_a_fraction, test_batches_count_by_their_size, test_evaluation_switches_dropout_off
says: You counted the right answers. Nineteen right ones are a lot of twenty and few of a thousand: what is missing?
says_zh: 你数的是答对的张数。答对 19 张，满分 20 算很好，满分 1000 算很差：还缺什么？
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
    return loss / len(images), float(right)
