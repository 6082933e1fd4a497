"""Believes that a sigmoid for each class does what softmax does.

expect: test_scores_of_the_seven, test_scores_keep_the_order_of_the_row,
    test_scores_of_an_empty_image_are_those_of_the_bias, test_scores_are_float32
says: You send each logit through a sigmoid of its own. Their sum is not 1: with softmax the classes share one whole.
says_zh: 你让每个 logit 各自经过 sigmoid，它们的和不是 1；softmax 让各类共分一个整体。
"""


def digit_seven_scores(image, weight, bias):
    maps = [pool2d(each, (2, 2), stride=2) for each in digit_seven_features(image)]
    row = torch.cat([each.flatten() for each in maps])
    return torch.sigmoid(weight @ row + bias)
