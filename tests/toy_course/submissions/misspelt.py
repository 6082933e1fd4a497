def ad(a, b):
    return a + b
