def area(side: float) -> float:
    """The area of a square."""
    # BEGIN SOLUTION task 1: multiply
    return side * side
    # END SOLUTION


def slope(side: float) -> float:
    """How fast the area grows with the side."""
    # BEGIN SOLUTION task 2: differentiate
    return 2 * side
    # END SOLUTION
