"""Believes that flattening puts the values of one pixel beside each other, map after map.

expect: test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: You alternate between the two maps, pixel by pixel. The row has the whole vertical map first, then the whole horizontal one.
says_zh: 你在两张图之间逐像素交替取值。这一行应当先是整张 vertical 图，再是整张 horizontal 图。
"""


def digit_seven_scores(image, weight, bias):
    maps = [pool2d(each, (2, 2), stride=2) for each in digit_seven_features(image)]
    return torch.softmax(weight @ torch.stack(maps, dim=-1).flatten() + bias, dim=0)
