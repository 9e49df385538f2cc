/** For a screen by day and by night, and for paper: there in black on white, and nothing is told by colour alone. */
export const STYLE = `:root { color-scheme: light dark; --ink: #1d1c1d; --paper: #fff; --faint: #55535a; --rule: #c9c7cc; --bar: #2f5d8a; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8e6ea; --paper: #18171a; --faint: #b3b0b8; --rule: #4a474f; --bar: #86b4e0; }
}
@media print { :root { color-scheme: light; --bar: #222; } }
@page { size: A4; margin: 16mm 14mm; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
header p, .note { color: var(--faint); }
.tiles dd.note { color: var(--faint); }
p { max-width: 46rem; margin: .5rem 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.tiles div { border: 1px solid var(--rule); border-radius: 6px; padding: .6rem .75rem; }
.tiles dt { font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tiles dd.note { font-size: .8rem; font-weight: 400; line-height: 1.35; }
figure { margin: 1rem 0; }
figcaption { font-size: .85rem; color: var(--faint); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .88rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--rule); overflow-wrap: break-word; }
thead th { border-bottom: 2px solid var(--ink); hyphens: auto; }
tbody th { font-weight: 400; min-width: 6rem; }
.wide { overflow-x: auto; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .25rem 0; font-size: .85rem; }
.sample { width: 16px; height: 12px; vertical-align: -1px; }
.kind { white-space: nowrap; }
.assumptions { font-size: .88rem; }
svg.chart { width: 100%; height: auto; max-width: 46rem; }
svg text { font-size: 12px; fill: var(--ink); }
svg .head { font-size: 11px; fill: var(--faint); }
svg .bar { stroke: var(--bar); stroke-width: 1; }
svg .ink { fill: var(--bar); }
svg .paper { fill: var(--paper); }
svg .stroke { stroke: var(--bar); stroke-width: 1.6; fill: none; }
svg .axis { stroke: var(--rule); fill: none; }
svg .line { fill: none; stroke: var(--ink); stroke-width: 1.25; }
svg .dot { fill: var(--ink); }
svg .reach { stroke: var(--ink); stroke-width: 1.75; fill: none; }
svg .target { stroke: var(--ink); fill: var(--paper); stroke-width: 1.25; }
@media print {
  body { font-size: 9.5pt; line-height: 1.4; margin: 0; padding: 0; max-width: none; }
  h2 { margin-top: 1.5rem; }
  table { font-size: 8pt; }
  th, td { padding: .15rem .25rem; }
  thead th { font-size: 7.5pt; overflow-wrap: normal; }
  tbody th { min-width: 0; }
  .wide { overflow: visible; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: .4rem; }
  .tiles dd { font-size: 1.25rem; }
  h2, thead, tbody tr:first-child, tbody tr:nth-last-child(2), p:has(+ .wide), p:has(+ figure) { break-after: avoid; }
  figure, tr, .tiles div, .assumptions li, .wide:not(:has(tbody tr:nth-child(9))) { break-inside: avoid; }
  thead { display: table-header-group; }
  .bar, .ink, .paper, .target { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`;
