"""Believes that the last batch speaks for all.

expect: test_batches_count_by_their_size
says: Each batch overwrites the loss and the count of the one before, so that you report the last batch alone. It may be short, and it is one of many.
says_zh: 每一批都覆盖了上一批的损失和张数，最后报告的只是最后一批。它可能很短，而且只是许多批中的一批。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss = F.nll_loss(logp, targets).item()
            right = (logp.argmax(dim=1) == targets).float().mean().item()
    return loss, right
