"""Believes that the output of the linear layer is a probability already.

expect: test_scores_of_the_seven, test_scores_keep_the_order_of_the_row,
    test_scores_of_an_empty_image_are_those_of_the_bias, test_scores_are_float32
says: You return the output of the linear layer. These are logits; softmax makes positive numbers of them that sum to 1.
says_zh: 你返回的是线性层的输出，也就是 logit；还要经过 softmax，才是和为 1 的正数。
"""


def digit_seven_scores(image, weight, bias):
    maps = [pool2d(each, (2, 2), stride=2) for each in digit_seven_features(image)]
    row = torch.cat([each.flatten() for each in maps])
    return weight @ row + bias
