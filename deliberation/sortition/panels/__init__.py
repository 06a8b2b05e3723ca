"""Which panels there are.

==============  ==================================================================================
``types``       people whom the quotas cannot tell apart
``polytope``    all panels that the quotas allow, as rows of whole numbers; the heaviest of them
``near``        a whole point in a box, near a wish
``diving``      the same, where a linear programme leaves something broken
``making``      all of them within bounds, made at once where they are few
``neighbours``  heavier panels beside those known, where few seats are free
``counting``    all of them counted, and any one of them by its number
``packing``     what counting asks all the time, in a single whole number
==============  ==================================================================================

What the polytope says is handed out at this door. How likely a panel is does not come in here.
"""

from deliberation.sortition.panels.polytope import (
    PATIENCE,
    BestPanel,
    Panel,
    Panels,
    Row,
    panels_of,
    programme_of,
    whole,
)

__all__ = [
    "PATIENCE",
    "BestPanel",
    "Panel",
    "Panels",
    "Row",
    "panels_of",
    "programme_of",
    "whole",
]
