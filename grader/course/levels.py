"""How much `dlgrade lint` asks of a lesson."""

from __future__ import annotations

from typing import Literal

__all__ = ["Level"]

Level = Literal["basic", "taught", "proven"]
