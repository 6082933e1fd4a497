"""Commands of `dlgrade` by their theme. Their modules import nothing heavy: each command imports what it needs when it runs."""
