"""The style sheets of the figures, for a page to bring along, and of the public report.

Figures are legible without it; it lets them fill their column and follow the page's colours, dark
mode and paper. A page may set ``--accent``, ``--ink``, ``--faint`` and ``--sheet``.
"""

from typing import Final

STYLE: Final = """\
.figure { display: block; inline-size: 100%; max-inline-size: 28rem; block-size: auto; }
.fig-ink { fill: var(--ink, currentColor); }
.fig-faint { fill: var(--faint, currentColor); }
.fig-bar, .fig-move { fill: var(--accent, #2f78b0); }
.fig-mean { stroke: var(--paper, #ffffff); }
.fig-band { fill: var(--faint, #6b6b6b); }
.fig-on-bar { fill: var(--sheet, #ffffff); }
@media print {
  .fig-bar, .fig-move { fill: #444444; }
  .fig-band { fill: #767676; }
  .fig-on-bar { fill: #ffffff; }
}
"""

PAGE: Final = """\
:root {
  color-scheme: light dark;
  --paper: #faf8f3; --sheet: #fffefb; --ink: #1b2025; --faint: #555c63; --line: #d9d4c8;
  --accent: #17506f; --wash: #e5eef3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --sheet: #1b2125; --ink: #eceae4; --faint: #b1b6ba; --line: #363d43;
    --accent: #8fc7e6; --wash: #1c303c;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { font-size: clamp(100%, 95% + 0.25vw, 118%); -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word;
}
main { max-inline-size: 68rem; margin-inline: auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { font-family: Georgia, "Noto Serif", serif; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 1.3rem + 2vw, 2.6rem); margin-block: 0.5rem 1rem; }
h2 {
  font-size: 1.5rem; margin-block: 3rem 0.75rem; padding-block-start: 1rem;
  border-block-start: 2px solid var(--accent);
}
h3 { font-size: 1.1rem; margin-block: 1.75rem 0.5rem; }
h4 { font-size: 1rem; line-height: 1.3; margin-block: 1.5rem 0.25rem; }
p, ul, ol { max-inline-size: 68ch; }
a { color: var(--accent); }
.lead { font-size: 1.1rem; }
.hint { color: var(--faint); }
.question { border-inline-start: 4px solid var(--accent); padding-inline-start: 0.9rem; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin-block: 1.5rem; }
.numbers div { display: flex; flex-direction: column-reverse; }
.numbers dt { color: var(--faint); }
.numbers dd { margin: 0; font-size: 2rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
.facts { margin-block: 1rem; }
.facts div { margin-block-end: 0.75rem; }
.facts dt { color: var(--faint); }
.facts dd, pre { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.codes { list-style: none; padding: 0; max-inline-size: none; columns: 5.5rem; }
ol.codes { list-style: inside decimal; columns: 7.5rem; }
.winners { padding: 0.9rem 1rem 0.9rem 2.4rem; background: var(--wash); font-weight: 600; }
.pair, .stack { display: grid; gap: 1.5rem 2.5rem; margin-block: 1rem; align-items: start; }
.pair > *, .stack > * { min-inline-size: 0; }
@media (min-width: 62rem) { .pair { grid-template-columns: 28rem minmax(0, 1fr); } }
figure { margin: 0; }
caption { text-align: start; font-weight: 600; padding-block-end: 0.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.9rem 0.3rem 0; }
tr { border-block-end: 1px solid var(--line); }
tbody th { font-weight: 400; }
tbody [scope="row"], tbody td:not(.num) { min-inline-size: 5.5rem; }
.num { text-align: end; white-space: nowrap; }
tr > :last-child { padding-inline-end: 0; }
pre { padding: 0.8rem 1rem; background: var(--wash); white-space: pre-wrap; }
pre { overflow-wrap: anywhere; }
.word { white-space: nowrap; }
@media print {
  :root {
    --paper: #ffffff; --sheet: #ffffff; --ink: #000000; --faint: #333333; --line: #999999;
    --accent: #000000; --wash: #eeeeee;
  }
  html { font-size: 10.5pt; }
  main { max-inline-size: none; padding: 0; }
  nav { display: none; }
  h2, h3, h4, caption { break-after: avoid; }
  figure, tr, pre, .facts div { break-inside: avoid; }
  .scroll { overflow: visible; }
  .figure { max-inline-size: 11cm; }
  h4 { margin-block: 0.7rem 0.1rem; }
  h4 + p { margin-block: 0.1rem; }
  ol.winners:has(> :nth-child(13)) { columns: 2; column-gap: 2rem; max-inline-size: none; }
  .winners li { break-inside: avoid; }
  .pair:has(tr:nth-child(40)) > figure { display: none; }
  table:has(tr:nth-child(40)) { font-size: 8pt; line-height: 1.3; inline-size: 100%; }
  table:has(tr:nth-child(40)) :is(th, td) { padding-block: 0.1rem; }
  table:has(tr:nth-child(40)) thead .num { white-space: normal; inline-size: 7rem; }
}
"""

SHEET_STYLE: Final = """\
.steps > li, main > ul > li { margin-block-end: 0.6rem; }
.steps pre { margin-block: 0.4rem; }
.minutes { inline-size: 100%; }
.minutes th { text-align: start; inline-size: 14rem; padding-block: 0.6rem; }
.grids { columns: 24rem; column-gap: 2.5rem; }
.grids > * { break-inside: avoid; margin-block-end: 1.5rem; }
.grids table { inline-size: 100%; }
.grids th, .grids td { padding: 0.1rem 0.25rem; min-inline-size: 0; text-align: end; }
.grids tbody [scope="row"] { min-inline-size: 0; font-weight: 600; }
.grids tbody tr:nth-child(10n) { border-block-end-color: var(--ink); }
.holders { columns: 24rem; column-gap: 2.5rem; font-variant-numeric: tabular-nums; }
.holders div { break-inside: avoid; margin-block-end: 0.75rem; }
.holders dt { font-weight: 600; }
.holders dd { margin: 0; font-size: 0.9rem; line-height: 1.4; }
.holders dd.members { color: var(--faint); }
@media screen and (min-width: 100rem) { html { font-size: 150%; } }
@page { size: A4; margin: 14mm; }
@media print {
  html { font-size: 10pt; }
  h1, h2 { margin-block-start: 0.6rem; }
  h2 { margin-block-end: 0.4rem; padding-block-start: 0.4rem; }
  .apart { break-before: page; }
  .minutes th { padding-block: 0.9rem; }
  .grids, .holders { columns: 2; }
  .grids table { font-size: 7.5pt; line-height: 1.25; }
  .grids th, .grids td { padding-block: 0; }
  .holders { font-size: 8pt; }
  .holders div { margin-block-end: 0.3rem; }
  .holders dd { font-size: 7.5pt; line-height: 1.25; }
}
"""
