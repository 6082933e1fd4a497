"""Believes that d weights are a tensor of shape (d,).

expect: test_closed_form_of_points_on_a_line, test_closed_form_goes_between_the_points,
    test_closed_form_of_three_features, test_residuals_are_orthogonal_to_the_features,
    test_closed_form_leaves_its_arguments_as_they_were
says: Your w has shape (d,). Asked for is a column, (d, 1), as linreg takes it: X @ w is then a column of predictions.
says_zh: 你的 w 形状是 (d,)。要求的是一列，形状 (d, 1)，与 linreg 一致：这样 X @ w 就是一列预测。
"""


def closed_form(X: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """w of shape (d, 1) and one number b of least squares."""
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    theta = torch.linalg.lstsq(A, y).solution
    return theta[:-1].flatten(), theta[-1, 0]
