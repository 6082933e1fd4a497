"""Believes that the order of the two maps is free.

expect: test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: You flatten the horizontal map first. Each column of weight belongs to one place of one map, so the order is part of the network.
says_zh: 你先展平了 horizontal 图。weight 的每一列都对应某张图的某个位置，所以次序是网络的一部分。
"""


def digit_seven_scores(image, weight, bias):
    maps = [pool2d(each, (2, 2), stride=2) for each in digit_seven_features(image)[::-1]]
    row = torch.cat([each.flatten() for each in maps])
    return torch.softmax(weight @ row + bias, dim=0)
