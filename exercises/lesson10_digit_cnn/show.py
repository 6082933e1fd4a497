"""What `dlgrade show lesson10` draws: your own functions at work."""

import torch

SAMPLES, NEW, EPOCHS = 1500, 500, 4

# Runs beside your code, and tells what each layer gives.
LAYERS = """
import torch


def layers(net, images):
    seen = []

    def note(layer, given, made):
        if isinstance(made, torch.Tensor):
            seen.append((type(layer).__name__, made.detach()))

    hooks = [layer.register_forward_hook(note) for layer in net.modules() if not list(layer.children())]
    net.eval()
    with torch.no_grad():
        net(images)
    for hook in hooks:
        hook.remove()
    return seen[:12]
"""


def digits(data, train, n):
    """n images (n, 1, 28, 28), float32 and normalised, and their labels."""
    images, labels = data.mnist(train=train)
    return (images[:n, None] / 255 - 0.1307) / 0.3081, labels[:n]


def trained(student, worker, data, epochs):
    """A network after each epoch."""
    net = student.DigitRecognizer()
    images, labels = (worker.share(each, "data") for each in digits(data, True, SAMPLES))
    for _ in range(epochs):
        student.train(net, images, labels, 1, 32, 0.02, "cpu")
        yield net


def show_training(student, worker, data, picture):
    """Your network on 500 new digits after each epoch of your train; then digits that it misreads, as "what it reads (what it is)"

    zh: 你的 train 每训练一轮后，你的网络在 500 张新数字上的正确率；以及认错的数字，标注为“认成的（实际的）”
    """
    accuracies = []
    for net in trained(student, worker, data, EPOCHS):
        new, truth = digits(data, False, NEW)
        read = picture.numbers(worker.predict(net, new), len(new), 10).argmax(dim=1)
        accuracies.append((read == truth).double().mean())
    picture.lines(torch.arange(1, EPOCHS + 1), {"accuracy": accuracies}, names=("epoch", "accuracy"))
    if wrong := (read != truth).nonzero()[:16, 0].tolist():
        picture.images(new[wrong, 0], [f"{read[each]} ({truth[each]})" for each in wrong])


def show_kernels(student, worker, data, picture):
    """The kernels of your first convolution, after an epoch of your train

    zh: 你的 train 训练一轮后，第一个卷积层的核
    """
    for net in trained(student, worker, data, 1):
        kernels = [each for each in worker.parameters(net) if each.ndim == 4]
        picture.images(kernels[0][:16, 0])


def show_feature_maps(student, worker, data, picture):
    """A digit on its way through your layers: up to eight channels of each, with the shape of all that the layer gives

    zh: 一张数字依次经过你的各层：每层输出的前八个通道，以及整个输出的形状
    """
    for net in trained(student, worker, data, 1):
        for name, made in worker.code(LAYERS).layers(net, digits(data, False, 1)[0]):
            if made.ndim == 4:
                maps = picture.numbers(made, 1, -1, -1, -1)[0, :8]
                picture.images(maps, [f"{name} {tuple(made.shape[1:])}", *[""] * (len(maps) - 1)])
