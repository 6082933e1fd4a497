"""Believes that an evaluation is a round of training whose loss is noted.

expect: test_evaluation_of_one_image, test_batches_count_by_their_size, test_evaluation_trains_nothing
says: Your evaluation steps along the gradient, so it learns the very images that it should only measure. What is such an accuracy worth?
says_zh: 你在评估时也沿梯度更新了参数，等于在拿来测试的图像上学习。这样得到的准确率还有什么意义？
"""


def evaluate(net: nn.Module, images: Tensor, labels: Tensor) -> tuple[float, float]:
    """Mean negative log-likelihood and accuracy."""
    device = next(net.parameters()).device
    net.eval()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.02)
    loss, right = 0.0, 0
    for batch in torch.arange(len(images)).split(BATCH):
        logp, targets = net(images[batch].to(device)), labels[batch].to(device)
        batch_loss = F.nll_loss(logp, targets)
        loss += batch_loss.item() * len(batch)
        right += (logp.argmax(dim=1) == targets).sum().item()
        optimizer.zero_grad()
        batch_loss.backward()
        optimizer.step()
    return loss / len(images), right / len(images)
