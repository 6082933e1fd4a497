"""Believes that to have the gradients computed is to know how they are found.

expect: test_two_layers_by_hand, test_gradient_of_b2, test_gradient_of_w2, test_gradient_of_b1,
    test_gradient_of_w1, test_x_of_zero_stops_w1_alone, test_w2_of_zero_stops_the_first_layer
says: The numbers are right, but autograd found them. Here you are to be the autograd: walk back through the forward lines yourself.
says_zh: 数是对的，但那是 autograd 求出来的。这里要由你来当 autograd：请自己沿着前向的每一行往回走。
"""


def two_layer_gradients(x, y, w1, b1, w2, b2):
    leaves = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in leaves.items()}
    s = torch.sigmoid(leaves["w1"] * x + leaves["b1"])
    ((leaves["w2"] * s + leaves["b2"] - y) ** 2).backward()
    return {name: leaf.grad.item() for name, leaf in leaves.items()}
