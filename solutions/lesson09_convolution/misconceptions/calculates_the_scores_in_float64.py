"""Believes that a result of higher precision is welcome everywhere.

expect: test_scores_are_float32
says: Your probabilities are float64. What works on them next, a loss for example, expects the float32 of the image.
says_zh: 你的概率是 float64。接下来要用它的，比如损失函数，期望的是与图像相同的 float32。
"""


def digit_seven_scores(image, weight, bias):
    maps = [pool2d(each, (2, 2), stride=2) for each in digit_seven_features(image)]
    row = torch.cat([each.flatten() for each in maps])
    return torch.softmax(weight.double() @ row.double() + bias.double(), dim=0)
