"""Believes that every batch is full.

expect: test_loss_is_the_mean_over_the_images, test_accuracy_is_a_fraction, test_evaluation_of_one_image, test_batches_count_by_their_size, test_evaluation_switches_dropout_off, test_evaluation_trains_nothing
says: You divide by the number of batches times the batch size, as if the last batch were full. Divide by the number of images.
says_zh: 你用批数乘以批大小作除数，好像最后一批也是满的。应除以图像的张数。
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
    return loss / (BATCH * -(-len(images) // BATCH)), right / (BATCH * -(-len(images) // BATCH))
