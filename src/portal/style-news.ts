// Styles of the sites and the digital newspaper, after those every page shares.
import { SERIF } from '../kernel/index.ts'

export const STYLE_NEWS = `
.hidden-title{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.grey{filter:grayscale(1)}
.mast .title{margin:0;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 14px}
.mast .house{color:var(--soft);font-size:.85rem}
figure{margin:0}
figure img{display:block;width:100%;height:auto;background:var(--dim)}
figcaption{color:var(--soft);font-size:.82rem;line-height:1.5;padding-top:6px}
.cover img{aspect-ratio:16/10;object-fit:cover}
.front-page{display:grid;grid-template-columns:minmax(0,1fr) 300px;gap:0 44px;padding-top:4px}
.front-page h2 a,.front-page h3 a,.section-block a,.river h2 a,.latest a,.related a,.titles a{color:var(--ink);text-decoration:none}
.front-page a:hover,.section-block a:hover,.river a:hover,.related a:hover,.titles a:hover{color:var(--tower)}
.lead-story{padding-bottom:26px;border-bottom:1px solid var(--ink)}
.lead-story.pictured{display:grid;grid-template-columns:minmax(0,6fr) minmax(0,5fr);gap:0 30px;align-items:start}
.lead-story h2{font-size:2.15rem;line-height:1.28;margin:0 0 14px;text-wrap:pretty}
.lead-story:not(.pictured) h2{font-size:2.5rem}
.opening{margin:0 0 12px}
.lead-story .meta,.second-story .meta{margin:0}
.seconds{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 30px;padding-top:24px}
.second-story+.second-story{position:relative}
.second-story+.second-story::before{content:"";position:absolute;left:-15px;top:0;bottom:0;border-left:1px solid var(--line)}
.second-story .cover{margin-bottom:12px}
.second-story h3{font-size:1.2rem;margin:0 0 8px;line-height:1.4}
.second-story p{margin:0;color:var(--soft);font-size:.92rem;line-height:1.65}
.front-side{border-left:1px solid var(--line);padding-left:22px;margin-left:-22px}
.front-side h2,.section-block h2,.related h2{font-size:1.05rem;margin:0 0 10px;padding-top:8px;border-top:2px solid var(--tower);line-height:1.6}
.front-side h2 a,.section-block h2 a,.related h2 a{color:var(--tower);text-decoration:none}
.latest ol,.section-block ul,.related ul,.titles,.page-names,.months{list-style:none;margin:0;padding:0}
.latest li{padding:8px 0;border-bottom:1px solid var(--line);line-height:1.5;font-size:.96rem}
.latest time{display:block;color:var(--soft);font-size:.8rem;font-variant-numeric:tabular-nums}
.paper-box,.report-box{margin-top:28px}
.paper-box img{display:block;width:100%;height:auto;border:1px solid var(--line)}
.paper-box .meta,.report-box .meta{margin:6px 0 0}
.report-box p{margin:0;line-height:1.55}
.report-box ul{list-style:none;margin:8px 0 0;padding:0;font-size:.92rem}
.report-box li{display:flex;justify-content:space-between;gap:12px;padding:5px 0;border-top:1px solid var(--line)}
.report-box li .figure{font-variant-numeric:tabular-nums;white-space:nowrap}
.sections{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:36px 40px;margin-top:40px}
.section-block .cover{margin-bottom:10px}
.section-block h3{font-size:1.12rem;margin:0 0 6px;line-height:1.45}
.section-block p{margin:0 0 8px;color:var(--soft);font-size:.9rem;line-height:1.65}
.section-block li{border-top:1px solid var(--line);line-height:1.5;font-size:.96rem}
.section-block li a{display:block;padding:8px 0}
.river article{padding:22px 0;border-bottom:1px solid var(--line);max-width:50rem}
.river article.pictured{display:grid;grid-template-columns:220px minmax(0,1fr);gap:0 26px}
.river h2{font-size:1.3rem;margin:0 0 6px}
.river p{margin:0 0 6px}
.article-page{display:grid;grid-template-columns:minmax(0,42rem) 260px;gap:0 64px;justify-content:space-between}
.story>header{border-bottom:1px solid var(--line);margin-bottom:24px;padding-bottom:14px}
.story h1{font-size:2.2rem;line-height:1.32;margin:.1em 0 .5em;text-wrap:balance}
.story header .meta{margin:0}
.byline{color:var(--soft);font-size:.9rem;margin:0 0 8px;display:flex;flex-wrap:wrap;gap:2px 18px}
.note{color:var(--soft);font-size:.9rem;margin:0 0 6px}
.note.ai{color:var(--ink)}
.kicker,.subtitle{font-family:${SERIF};color:var(--soft);margin:0;font-size:1.1rem}
.standfirst{font-size:1.12rem;color:var(--soft)}
.text{font-size:1.08rem;line-height:1.95}
.text p{margin:0 0 1.05em;text-align:justify}
.text p:not(:has(img)){text-indent:2em}
.text td p,.text li p,.text blockquote p,.text th p{text-indent:0;margin:0;text-align:left}
.text figure{margin:1.4em 0}
.text figure img{max-height:80vh;object-fit:contain}
.text blockquote{margin:1em 0;padding-left:1em;border-left:3px solid var(--line);color:var(--soft)}
.corrections{border-left:3px solid var(--tower);background:var(--dim);padding:10px 16px;margin:12px 0}
.corrections h2{font-size:1rem;margin:0}
.corrections p{margin:4px 0 0;font-size:.94rem}
.tags span{display:inline-block;margin-right:14px}
.tags span::before{content:"#"}
button.aloud{font:inherit;font-size:.9rem;color:var(--slate);background:none;border:1px solid var(--line);padding:8px 14px;min-height:44px;cursor:pointer}
button.aloud[aria-pressed=true]{color:var(--tower);border-color:var(--tower)}
.related li{border-bottom:1px solid var(--line);line-height:1.5;font-size:.96rem}
.related li a{display:block;padding:9px 0}
.tombstone{max-width:40rem;padding:6vh 0}
.search-form{display:flex;gap:10px;max-width:40rem;margin:8px 0 20px}
.search-form input{flex:1;min-width:0;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);padding:9px 12px;min-height:44px}
.search-form button{font:inherit;background:var(--tower);color:var(--paper);border:0;padding:9px 22px;min-height:44px;cursor:pointer}
.river mark{background:none;color:var(--tower);font-weight:600}
.paper-bar{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:4px 24px;border-bottom:1px solid var(--line);padding-bottom:8px;margin-bottom:20px}
.paper-bar p{margin:0;display:flex;flex-wrap:wrap;gap:2px 16px;align-items:baseline;color:var(--soft);font-size:.92rem}
.paper-name{font-family:${SERIF};font-weight:700;font-size:1.35rem;letter-spacing:.1em;color:var(--tower);text-decoration:none}
.paper-bar nav,.steps,.sheet-tools{display:flex;flex-wrap:wrap;gap:0 20px;font-size:.92rem}
.paper-bar nav>*,.steps>*,.sheet-tools>*{padding:10px 0}
.off{color:var(--soft)}
.paper{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.7fr);gap:0 44px;align-items:start}
.paper.article{grid-template-columns:minmax(0,42rem) minmax(0,300px);justify-content:space-between}
.paper-list{order:2}.paper:not(.article){grid-template-columns:minmax(0,1.7fr) minmax(0,1fr)}
.paper-list h1{font-size:1.5rem;margin:0 0 8px;padding-bottom:8px;border-bottom:2px solid var(--ink)}
.paper-list h2,.paper-side h2{font-size:1rem;margin:24px 0 6px;color:var(--soft);font-weight:400}
.titles{counter-reset:title}
.titles li{border-bottom:1px solid var(--line);line-height:1.5}
.titles a{display:block;padding:11px 0;font-family:${SERIF};font-size:1.08rem}
.titles li:first-child a{font-size:1.28rem;font-weight:700}
.titles small{color:var(--soft);font-weight:400;font-size:.86rem}
.page-names{display:flex;flex-wrap:wrap;gap:0 22px}
.page-names a{display:inline-block;padding:9px 0;text-decoration:none}
.page-names a[aria-current]{color:var(--tower);box-shadow:inset 0 -2px var(--tower)}
.sheet{position:relative;line-height:0;border:1px solid var(--line)}
.sheet img{display:block;width:100%;height:auto}
.sheet svg{position:absolute;inset:0;width:100%;height:100%}
.sheet polygon{fill:transparent;stroke:transparent;stroke-width:.35;vector-effect:non-scaling-stroke}
.sheet a:hover polygon,.sheet a:focus polygon{fill:rgba(156,28,31,.09);stroke:#9c1c1f;stroke-width:2px}
.sheet a:focus{outline:none}
.zoomed .paper-sheet{overflow-x:auto}
.paper.zoomed{grid-template-columns:1fr}.paper.zoomed .paper-list{order:0}
.zoomed .sheet{width:2200px;max-width:none}
.thumb{max-width:300px}
.jump a{font-weight:600}
.around{border-top:1px solid var(--line);padding-top:10px;margin-top:28px}
.around p{margin:4px 0}
.fronts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:40px 44px;margin-bottom:28px}
.front{display:grid;grid-template-columns:minmax(0,210px) minmax(0,1fr);gap:0 24px;align-items:start}
.front-sheet img{display:block;width:100%;height:auto;border:1px solid var(--line)}
.front h2{font-size:1.15rem;margin:0 0 2px;padding-bottom:6px;border-bottom:2px solid var(--tower)}
.front h2 a{color:var(--ink);text-decoration:none}
.front .titles a{padding:8px 0;font-size:1rem}.front .titles li:first-child a{font-size:1.12rem}
.calendar-page{display:grid;grid-template-columns:minmax(0,26rem) minmax(0,1fr);gap:0 56px;align-items:start}
.calendar{table-layout:fixed}
.calendar td,.calendar th{text-align:center;padding:0;height:48px;vertical-align:middle;color:var(--soft);font-variant-numeric:tabular-nums}
.calendar .has a{display:block;line-height:48px;font-weight:700;color:var(--paper);background:var(--tower);text-decoration:none}
.months{display:flex;flex-wrap:wrap;gap:0 22px}
.months a{display:inline-block;padding:9px 0}.months a[aria-current]{color:var(--tower);font-weight:700}
.elder .text{font-size:1.1rem}.elder .front-page,.elder .article-page{grid-template-columns:1fr}.elder .front-side{border:0;margin:32px 0 0;padding:0}
.elder .seconds,.elder .sections{grid-template-columns:repeat(2,minmax(0,1fr))}.elder .second-story+.second-story::before{display:none}
@media (max-width:1000px){.sections{grid-template-columns:repeat(2,minmax(0,1fr))}.front-page,.article-page{grid-template-columns:1fr}.front-side{border:0;margin:36px 0 0;padding:0;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 32px}.paper-box,.report-box{margin-top:0}.fronts{grid-template-columns:1fr}.related{margin-top:36px}}
@media (max-width:720px){.wrap{padding:0 16px}.mast nav{gap:0 16px}.lead-story.pictured,.seconds,.sections,.elder .seconds,.elder .sections,.paper,.paper:not(.article),.paper.article,.calendar-page,.front-side{grid-template-columns:minmax(0,1fr)}
.lead-story.pictured .cover{margin-bottom:14px}.lead-story h2,.lead-story:not(.pictured) h2{font-size:1.6rem}
.seconds{gap:24px}.second-story+.second-story{border-top:1px solid var(--line);padding-top:24px}.second-story+.second-story::before{display:none}
.paper-list{order:0;margin-bottom:24px}.story h1{font-size:1.65rem}.front{grid-template-columns:110px minmax(0,1fr);gap:0 16px}
.river article.pictured{grid-template-columns:110px minmax(0,1fr);gap:0 16px}.river h2{font-size:1.12rem}.river article p:not(.meta){display:none}.paper-box,.report-box{margin-top:32px}.thumb{margin-top:28px}.text p{text-align:left}}
@media print{.related,.paper-side,.paper-bar nav,.around,button.aloud,.front-side,.steps,.sheet-tools{display:none!important}.article-page,.paper{display:block}.text{font-size:11pt}a{color:inherit;text-decoration:none}}
.schedule .programmes { list-style: none; margin: 0 0 32px; padding: 0; max-width: 640px; }
.schedule .programmes li { display: grid; grid-template-columns: 64px minmax(0, 1fr) auto; gap: 0 12px; padding: 10px 0; border-bottom: 1px solid var(--line); }
.schedule .programmes time { font-variant-numeric: tabular-nums; color: var(--soft); }
.schedule .again { color: var(--tower); font-size: 14px; }
.replay { margin: 0 0 24px; } .replay video, .text video { width: 100%; max-height: 70vh; background: #000; display: block; }
.replay figcaption { color: var(--soft); font-size: 14px; margin-top: 6px; }
.h5 { max-width: 640px; margin: 0 auto; } .h5 figure { margin: 0 0 20px; } .h5 img { width: 100%; height: auto; display: block; }
.h5-title { margin: 32px 0 16px; padding-left: 12px; border-left: 4px solid var(--tower); } .h5-title h2 { margin: 0; } .h5-title p { margin: 4px 0 0; color: var(--soft); }
.h5-act a { display: block; padding: 14px 16px; text-align: center; background: var(--tower); color: #fff; border-radius: 3px; text-decoration: none; }
.h5 cite { display: block; font-style: normal; color: var(--soft); text-align: right; } .h5 cite::before { content: '——'; } .h5-end { color: var(--soft); font-size: 15px; }
.h5 .h5-title p, .h5 .h5-act, .h5 .h5-end, .h5 blockquote p { text-indent: 0; }
`.trim()
