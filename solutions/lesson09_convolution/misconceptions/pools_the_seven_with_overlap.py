"""Believes that pool2d moves by its own window when nothing is said, as nn.MaxPool2d does.

expect: test_scores_of_the_seven, test_scores_keep_the_order_of_the_row,
    test_scores_of_an_empty_image_are_those_of_the_bias, test_scores_are_float32
says: Your pooling windows overlap: pool2d of task 4 moves by 1 when no stride is given. The linear layer expects windows side by side.
says_zh: 你的池化窗口互相重叠：任务 4 的 pool2d 在不给 stride 时每次移动 1。线性层要的是互不重叠的窗口。
"""


def digit_seven_scores(image, weight, bias):
    maps = [pool2d(each, (2, 2)) for each in digit_seven_features(image)]
    row = torch.cat([each.flatten() for each in maps])
    return torch.softmax(weight @ row + bias, dim=0)
