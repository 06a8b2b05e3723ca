"""The style sheet of the figures, for a page to bring along.

Figures are legible without it; it lets them fill their column and follow the page's colours, dark
mode and paper. A page may set ``--accent``, ``--ink``, ``--faint`` and ``--sheet``.
"""

from typing import Final

STYLE: Final = """\
.figure { display: block; inline-size: 100%; max-inline-size: 32rem; block-size: auto; }
.fig-ink { fill: var(--ink, currentColor); }
.fig-faint { fill: var(--faint, currentColor); }
.fig-bar, .fig-move { fill: var(--accent, #2f78b0); }
.fig-band { fill: var(--faint, #6b6b6b); }
.fig-on-bar { fill: var(--sheet, #ffffff); }
@media print {
  .fig-bar, .fig-band, .fig-move { fill: #333333; }
  .fig-on-bar { fill: #ffffff; }
}
"""
