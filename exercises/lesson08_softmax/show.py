"""What `dlgrade show lesson08` draws: your own functions at work."""

import torch

SAMPLES, NEW, EPOCHS = 2000, 500, 6


def digits(data, train, n):
    """n images (n, 1, 28, 28), float32 and normalised, and their labels."""
    images, labels = data.mnist(train=train)
    return (images[:n, None] / 255 - 0.1307) / 0.3081, labels[:n]


def show_softmax(student, picture):
    """Your softmax of three logits while the first of them grows: what one gains, the others lose

    zh: 三个 logit 中第一个变大时你的 softmax：一个得到的，正是其他失去的
    """
    first = torch.linspace(-6, 6, 61)
    logits = torch.stack([first, torch.zeros(61), torch.ones(61)], dim=1)
    p = picture.numbers(student.softmax(logits, dim=1), 61, 3)
    picture.lines(first, {f"p[{each}]": p[:, each] for each in range(3)}, names=("x[0]", "softmax(x)"))


def show_training(student, worker, data, picture):
    """Your Net on 500 new digits after each epoch of your train; then digits that it misreads, as "what it reads (what it is)"

    zh: 你的 train 每训练一轮后，你的 Net 在 500 张新数字上的正确率；以及认错的数字，标注为“认成的（实际的）”
    """
    net = student.Net()
    images, labels = (worker.share(each, "data") for each in digits(data, True, SAMPLES))
    new, truth = digits(data, False, NEW)
    accuracies = []
    for _ in range(EPOCHS):
        student.train(net, images, labels, 1, 32, 0.02)
        read = picture.numbers(worker.predict(net, new), len(new), 10).argmax(dim=1)
        accuracies.append((read == truth).double().mean())
    picture.lines(torch.arange(1, EPOCHS + 1), {"accuracy": accuracies}, names=("epoch", "accuracy"))
    if wrong := (read != truth).nonzero()[:16, 0].tolist():
        picture.images(new[wrong, 0], [f"{read[each]} ({truth[each]})" for each in wrong])
