"""Believes that the mean of the batches' means is the mean over the images.

expect: test_batches_count_by_their_size
says: You averaged the batches. The last one is shorter than the others, and each of its images counts for more than one.
says_zh: 你是对各批的均值再取平均。最后一批比别的短，它里面的每张图像就占了更大的份量。
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for batch in torch.arange(len(images)).split(BATCH):
            logp, targets = net(images[batch].to(device)), labels[batch].to(device)
            loss += F.nll_loss(logp, targets).item()
            right += (logp.argmax(dim=1) == targets).float().mean().item()
    batches = -(-len(images) // BATCH)
    return loss / batches, right / batches
