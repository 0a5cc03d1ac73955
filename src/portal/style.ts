// The portal's stylesheet: reads like a good newspaper. Hierarchy by size and space, few boxes, nothing moving.
import { SANS, SERIF, TOKENS as t } from '../kernel/index.ts'

export const STYLE = `
:root{--ink:${t.ink};--soft:${t.ink_soft};--paper:${t.paper};--dim:${t.paper_dim};--line:${t.line};--tower:${t.tower};--slate:${t.slate};--good:${t.good};--bad:${t.bad};--size:17px}
@media (prefers-color-scheme:dark){:root{--ink:#ece7de;--soft:#b5ada0;--paper:#1b1916;--dim:#262320;--line:#3d3832;--tower:#f08a80;--slate:#a9bccb;--good:#7cc79a;--bad:#f2938c}}
.elder{--size:22px}
*{box-sizing:border-box}
html{font-size:var(--size);-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font-family:${SANS};line-height:1.75;overflow-wrap:anywhere}
.elder body,.elder{line-height:1.9}
a{color:var(--slate);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{color:var(--tower)}
:focus-visible{outline:3px solid var(--tower);outline-offset:2px}
.skip{position:absolute;left:-999em}.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px;z-index:9}
.wrap{max-width:1080px;margin:0 auto;padding:0 20px}
header.mast{border-bottom:3px double var(--line);padding:20px 0 12px}
.mast .wrap{display:flex;flex-wrap:wrap;align-items:baseline;gap:8px 24px}
.mast .name{font-family:${SERIF};font-size:1.9rem;font-weight:700;letter-spacing:.06em;color:var(--tower);text-decoration:none;line-height:1.3}
.mast nav{margin-left:auto;display:flex;flex-wrap:wrap;gap:4px 20px}
.mast nav a{display:inline-block;padding:8px 2px;text-decoration:none;color:var(--ink)}
.mast nav a[aria-current]{color:var(--tower);box-shadow:inset 0 -2px var(--tower)}
main{padding:28px 0 56px}
h1,h2,h3{font-family:${SERIF};line-height:1.35;margin:1.6em 0 .6em;font-weight:700}
h1{font-size:1.9rem;margin-top:.4em}h2{font-size:1.35rem}h3{font-size:1.08rem}
.lead{font-size:1.1rem;color:var(--soft);max-width:40em}
.meta{color:var(--soft);font-size:.88rem}
.keys{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:0 32px;margin:20px 0 8px;padding:0;list-style:none;border-top:2px solid var(--ink)}
.keys li{padding:16px 0;border-bottom:1px solid var(--line)}
.keys .label{display:block;color:var(--soft);font-size:.9rem}
.keys .value{font-family:${SERIF};font-size:1.7rem;font-variant-numeric:tabular-nums;line-height:1.3}
a.figure{color:inherit;text-decoration:underline dotted var(--tower);text-underline-offset:.22em}
a.figure:hover{color:var(--tower);text-decoration-style:solid}
table{border-collapse:collapse;width:100%;margin:8px 0 20px;font-size:.92rem;line-height:1.5}
caption{text-align:left;font-weight:700;padding:12px 0 6px;font-family:${SERIF};font-size:1.05rem}
th,td{padding:8px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--ink);font-weight:600;white-space:nowrap}
td.num,th.num,[data-align=right]{text-align:right;font-variant-numeric:tabular-nums}
td.num{white-space:nowrap}
tr.total td{font-weight:700;border-top:1px solid var(--ink)}
.scroll{overflow-x:auto;max-width:100%}
.report{max-width:46rem}
.report p{text-indent:2em;margin:.5em 0;text-align:justify}
.report table p,.report .plain,.report td{text-indent:0}
.report h1{text-align:center;font-size:1.6rem}
.report .unit,.report .table-unit{text-align:right;color:var(--soft);font-size:.9rem}
.report .signature,.report [data-signature]{text-align:right}
.bar{display:flex;flex-wrap:wrap;gap:8px 20px;padding:12px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);margin:12px 0 28px}
.bar a,.button{display:inline-block;padding:8px 0;min-height:24px}
.list{list-style:none;padding:0;margin:0}
.list li{padding:14px 0;border-bottom:1px solid var(--line)}
.list a{font-size:1.1rem;font-family:${SERIF};text-decoration:none;color:var(--ink)}
.list a:hover{color:var(--tower)}
.formula{background:var(--dim);border-left:3px solid var(--tower);padding:12px 16px;margin:16px 0}
.big{font-family:${SERIF};font-size:2.6rem;line-height:1.2;font-variant-numeric:tabular-nums;margin:.2em 0}
.ok{color:var(--good)}.bad{color:var(--bad)}
.pages{display:flex;gap:24px;margin:16px 0}
.pages a{padding:8px 0}
.columns{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:8px 56px}
footer{border-top:3px double var(--line);padding:20px 0 40px;color:var(--soft);font-size:.88rem}
footer a{display:inline-block;padding:6px 0;margin-right:20px}
@media (max-width:720px){.columns{grid-template-columns:1fr}.mast nav{margin-left:0}.mast .name{font-size:1.5rem}h1{font-size:1.5rem}.big{font-size:2rem}
table.stack thead{position:absolute;left:-999em}table.stack,table.stack tbody,table.stack tr,table.stack td,table.stack caption{display:block;width:100%}
table.stack tr{padding:10px 0;border-bottom:1px solid var(--line)}table.stack td{border:0;padding:2px 0;text-align:left}table.stack td[data-label]::before{content:attr(data-label) "：";color:var(--soft)}}
@media print{header.mast,footer,.bar,.skip{display:none}body{background:#fff;color:#000}}
`.trim()

/** The tower: mark of the house, as an SVG. */
export const TOWER = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${t.tower}"/><path d="M16 4l2 3h-4zM12 9h8l1.5 3h-11zM11.5 14h9l1.5 3.5H10zM10.5 19.5h11L23 23H9zM8 25h16v3H8z" fill="${t.paper}"/></svg>`
