"""NumPy inside tasks 1, 2 and 5: arrays come back; the NumPy generator is seeded from the one handed in."""

import numpy as np
import torch


def batch_norm(x, gamma, beta, running, momentum, training):
    a = x.numpy()
    if training:
        mean, var = a.mean(axis=0), a.var(axis=0)
        running[0] = (1 - momentum) * running[0] + momentum * torch.from_numpy(mean)
        running[1] = (1 - momentum) * running[1] + momentum * torch.from_numpy(a.var(axis=0, ddof=1))
    else:
        mean, var = running[0].numpy(), running[1].numpy()
    return gamma.numpy() * (a - mean) / np.sqrt(var + 1e-5) + beta.numpy()


def numpy_generator(generator):
    return np.random.default_rng(int(torch.randint(2**31, (1,), generator=generator)))


def dropout(x, p, training, generator):
    a = x.numpy()
    if not training:
        return a.copy()
    keep = numpy_generator(generator).random(a.shape) >= p
    return np.divide(a, 1 - p, out=np.zeros_like(a), where=keep)


class ResidualBlock(torch.nn.Module):
    def __init__(self, channels):
        super(ResidualBlock, self).__init__()
        self.first = torch.nn.Conv2d(channels, channels, kernel_size=(3, 3), padding="same")
        self.second = torch.nn.Conv2d(channels, channels, kernel_size=(3, 3), padding="same")
        self.relu = torch.nn.ReLU()

    def forward(self, x):
        return self.relu(x + self.second(self.relu(self.first(x))))


def freeze_backbone(model, num_classes):
    for p in model.parameters():
        p.requires_grad = False
    model.fc = torch.nn.Linear(model.fc.in_features, num_classes)
    return model


def augment(images, max_shift, generator):
    rng = numpy_generator(generator)
    a = images.numpy()
    m = max_shift
    padded = np.pad(a, ((0, 0), (0, 0), (m, m), (m, m)))
    out = []
    for i in range(len(a)):
        top, left = rng.integers(0, 2 * m, size=2, endpoint=True)
        out.append(padded[i, :, top : top + a.shape[2], left : left + a.shape[3]])
    return np.stack(out)


def export_and_reload(model, example, path):
    model = model.eval()
    with torch.no_grad():
        exported = torch.export.export(model, (example,), strict=False)
    torch.export.save(exported, path)
    return torch.export.load(path).module()


def fine_tune(model, backbone_lr=1e-4, head_lr=1e-2):
    model.requires_grad_()
    optimizer = torch.optim.SGD(model.fc.parameters(), lr=head_lr)
    for name, child in model.named_children():
        if name != "fc" and list(child.parameters()):
            optimizer.add_param_group({"params": list(child.parameters()), "lr": backbone_lr})
    return optimizer
