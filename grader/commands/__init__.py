"""Commands of `dlgrade` by their theme, thin: options in, a value of the package out.

Their modules import nothing heavy: each command imports what it needs when it runs. Nothing imports them but `cli`.
"""
