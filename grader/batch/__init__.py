"""Many submissions: find them, grade them on every core, resume, and keep one scorecard a student."""
