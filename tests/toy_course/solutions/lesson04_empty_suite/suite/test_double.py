"""Nothing is tested yet."""
