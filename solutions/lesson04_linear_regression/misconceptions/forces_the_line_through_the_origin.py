"""Believes that least squares finds the bias by itself.

expect: test_closed_form_of_points_on_a_line, test_closed_form_goes_between_the_points,
    test_closed_form_of_three_features, test_residuals_are_orthogonal_to_the_features,
    test_closed_form_leaves_its_arguments_as_they_were
says: You solved for the weights alone, so your plane goes through the origin. The bias needs a column of its own.
says_zh: 你只求了权重，所以平面过原点。偏置需要有自己的一列。
"""


def closed_form(X: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """w of shape (d, 1) and one number b of least squares."""
    w = torch.linalg.lstsq(X, y).solution
    return w, torch.tensor(0.0)
