"""Believes that features of any size can be given to a classifier as they are.

expect: test_scaled
says: The classifier was given features of very different sizes: scale them first, in the pipeline.
says_zh: 分类器得到的特征大小相差很多：先在流水线里缩放。
"""


def fit(x, y):
    return make_pipeline(LogisticRegression()).fit(x, y)
