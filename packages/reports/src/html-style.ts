/** The page's style sheet: one measure, one accent a verdict, light and dark from the same rules. */
export const pageStyle = `
:root{color-scheme:light dark;
--ground:#fff;--raised:#f6f7f8;--ink:#1b1f24;--muted:#59636e;--rule:#d9dee3;--link:#0b5cad;
--pass:#1a7f37;--fail:#c4282d;--inconclusive:#8f5b00;--error:#a1185b;
--first:#0b5cad;--second:#b54708;--third:#6f42c1;--fourth:#0f766e}
@media (prefers-color-scheme:dark){:root{
--ground:#14171a;--raised:#1c2024;--ink:#e7eaed;--muted:#9aa5b1;--rule:#343b42;--link:#7ab8ff;
--pass:#4cc26a;--fail:#ff7b76;--inconclusive:#e3ae4a;--error:#ff7ab8;
--first:#7ab8ff;--second:#f5a25d;--third:#c4a1ff;--fourth:#5cd0c0}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:68rem;padding:clamp(1rem,4vw,3.5rem);background:var(--ground);color:var(--ink);
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.2;text-wrap:balance;letter-spacing:-.015em}
h1{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.75rem);font-weight:680;margin:.6rem 0 .9rem}
h2{font-size:1.3rem;margin:2.75rem 0 .75rem}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
p,ul,pre,figure,.scroll,details{margin:0 0 1.1rem}
p,li{max-width:46rem}
a{color:var(--link);text-underline-offset:.2em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-100vw;top:0;background:var(--ground);padding:.6rem 1rem;z-index:1}
.skip:focus{left:0}
main:focus{outline:none}
nav{margin:0 0 2rem;font-size:.9rem}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;list-style:none;margin:0;padding:0}
nav li{max-width:100%}
nav a{display:inline-block;padding:.2rem 0}
[id]{scroll-margin-top:1rem}
header{--tone:var(--muted);border-left:.35rem solid var(--tone);padding:.3rem 0 .3rem clamp(1rem,3vw,1.75rem);margin-bottom:2.5rem}
header.pass{--tone:var(--pass)}header.fail{--tone:var(--fail)}
header.inconclusive{--tone:var(--inconclusive)}header.error{--tone:var(--error)}
.eyebrow{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;margin:0;color:var(--muted);font-size:.9rem}
.reason{font-size:1.125rem;line-height:1.55;margin:0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em;unicode-bidi:isolate}
code{background:var(--raised);border-radius:4px;padding:.12em .35em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
pre{background:var(--raised);border-radius:8px;padding:.9rem 1.1rem;overflow:auto;line-height:1.5}
pre code{background:none;padding:0;font-size:1em}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:normal}
caption{caption-side:top;text-align:left;font-weight:600;padding:0 0 .5rem}
th,td{padding:.6rem .75rem;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--rule)}
th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}
thead th,thead td{color:var(--muted);font-weight:500;font-size:.8125rem;border-bottom:1px solid var(--muted);vertical-align:bottom}
tbody th{font-weight:500;min-width:12.5rem}
.right{text-align:right}.center{text-align:center}.center:has(.verdict){text-align:left}
td.right{white-space:nowrap}
td.right .interval{display:block;margin:.2rem 0 .1rem auto}
table:not(.matrix) tr>:last-child:not(.right){min-width:8rem}
.verdict{display:inline-flex;align-items:center;gap:.4em;font-weight:600;white-space:nowrap}
.verdict .glyph{display:inline-grid;place-items:center;width:1.35em;height:1.35em;border-radius:50%;font-size:.8em;line-height:1;font-weight:800;background:currentColor}
.verdict .glyph b{color:var(--ground);font-weight:inherit}
.verdict.pass{color:var(--pass)}.verdict.fail{color:var(--fail)}
.verdict.inconclusive{color:var(--inconclusive)}.verdict.error{color:var(--error)}
.interval{vertical-align:-.2em;margin:0 .25rem;overflow:visible}
.interval line{stroke:var(--rule);stroke-width:1}
.interval .zero{stroke:var(--muted);stroke-dasharray:2 2}
.interval .range{stroke:var(--first);stroke-width:3;stroke-linecap:round}
.interval .limit{stroke:var(--ink);stroke-width:2}
.interval .value{fill:var(--first)}
.interval.beyond .range{stroke:var(--fail)}.interval.beyond .value{fill:var(--fail)}
details{border:1px solid var(--rule);border-radius:8px;margin-bottom:.6rem}
summary h2,summary h3{font-size:1rem;font-weight:550;letter-spacing:0;line-height:1.45;margin:0}
summary{cursor:pointer;padding:.7rem 1.1rem;font-weight:550;list-style-position:outside;display:flex;gap:.7rem;align-items:baseline;border-radius:8px}
summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:.45em;height:.45em;border:solid var(--muted);border-width:0 2px 2px 0;transform:rotate(-45deg);position:relative;top:-.1em}
details[open]>summary::before{transform:rotate(45deg);top:-.2em}
summary:hover{background:var(--raised)}
.inside{padding:.25rem 1.1rem .35rem}
figure{margin:0;min-width:0}
figcaption{font-weight:600;margin-bottom:.6rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:2rem 2.5rem;margin:1.75rem 0 2rem;align-items:start}
.inside>.figures:first-child{margin-top:.75rem}
.whole{grid-column:1/-1}
figure svg text{fill:var(--muted);font-size:13px}
.scale{color:var(--muted);font-size:.8125rem;margin:.35rem 0 0;max-width:none}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.875rem;margin-bottom:.5rem}
.legend span{display:inline-flex;align-items:center;gap:.45rem}
.curves{display:block;width:100%;height:auto;max-width:34rem}
.curves .title{fill:var(--ink)}
.grid{stroke:var(--rule);stroke-width:1}
.diagonal{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:1 5;stroke-linecap:round}
.curve{fill:none;stroke-width:2.5;stroke-linejoin:round}
.curve.series-0{stroke:var(--first)}.curve.series-1{stroke:var(--second);stroke-dasharray:7 4}
.curve.series-2{stroke:var(--third);stroke-dasharray:2 4}.curve.series-3{stroke:var(--fourth);stroke-dasharray:9 3 2 3}
.mark.series-0{fill:var(--first)}.mark.series-1{fill:var(--ground);stroke:var(--second);stroke-width:2}
.mark.series-2{fill:var(--third)}.mark.series-3{fill:var(--ground);stroke:var(--fourth);stroke-width:2}
.bar{stroke-width:1.5}
.bar.series-0{fill:var(--first);stroke:var(--first)}.bar.series-1{fill:var(--ground);stroke:var(--second)}
.bar.series-2{fill:var(--third);stroke:var(--third)}.bar.series-3{fill:var(--ground);stroke:var(--fourth)}
.rows{font-size:.875rem;line-height:1.3}
.row{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr) minmax(0,17.5rem);column-gap:1.1rem;align-items:center}
.rows.bars .row{grid-template-columns:minmax(0,9.5rem) minmax(0,1fr);margin-bottom:.15rem}
.rows.bars .note{display:none}
.row .note{color:var(--muted);font-variant-numeric:tabular-nums;font-size:.8125rem}
.plot{display:block;width:100%;overflow:visible}
.plot .zero{stroke:var(--muted);stroke-width:1}
.plot .limit{stroke:var(--ink);stroke-width:2}
.plot .beyond{fill:var(--fail);opacity:.11}
.plot{--tone:var(--muted)}.plot.pass{--tone:var(--pass)}.plot.fail{--tone:var(--fail)}
.plot.inconclusive{--tone:var(--inconclusive)}.plot.error{--tone:var(--error)}
.plot .range{stroke:var(--tone);stroke-width:2.5}
.plot .end{stroke:var(--tone);stroke-width:2;fill:none}
.plot .value{fill:var(--tone)}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem 2.5rem}
.panels>div{min-width:0}
.matrix{width:auto;font-size:.875rem}
.matrix th,.matrix td,.matrix th:first-child,.matrix td:last-child{padding:.45rem .7rem;border:1px solid var(--ground)}
.matrix caption{font-weight:550;font-size:.9375rem}
.matrix thead th{text-align:center;vertical-align:bottom}
.matrix thead .corner{text-align:left}
.matrix tbody th{min-width:6rem;max-width:22rem}
.matrix td{text-align:center;min-width:4.6rem;background:color-mix(in srgb,var(--tone) calc(var(--shade)*.38),var(--ground))}
.matrix td>span{font-weight:550;white-space:nowrap}
.matrix small{display:block;font-size:.8125rem;color:var(--ink)}
.matrix .verdict{margin-right:.15em}
.tone-right{--tone:var(--first)}.tone-wrong{--tone:var(--second)}.tone-better{--tone:var(--pass)}.tone-worse{--tone:var(--fail)}
.note,footer{color:var(--muted);font-size:.875rem}
footer{margin-top:3.5rem;padding-top:1rem;border-top:1px solid var(--rule)}
footer p{margin:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:40rem){
.row{grid-template-columns:minmax(0,1fr) auto;row-gap:.1rem;padding:.35rem 0}
.row .plot{grid-column:1/-1;grid-row:2}
.row .note{text-align:right}
.row.axis{padding:0}
.rows.bars .row{grid-template-columns:minmax(0,1fr)}
.curves text{font-size:15.5px}
.matrix th,.matrix td,.matrix th:first-child,.matrix td:last-child{padding:.4rem .45rem}
.stack td.right .interval{margin-left:0}
nav ul{flex-direction:column;gap:.1rem}
.eyebrow{font-size:.875rem}
caption{position:sticky;left:0;max-width:calc(100vw - 5rem)}
.stack,.stack tbody,.stack tr,.stack td,.stack th{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{border-bottom:1px solid var(--rule);padding:.9rem 0}
.stack tr:first-child{border-top:1px solid var(--muted)}
.stack tbody td,.stack tbody th{border:0;min-width:0;padding:.2rem 0;text-align:left;white-space:normal}
.stack tbody th{font-weight:650;font-size:1rem;padding-bottom:.35rem}
.stack td[data-title]{display:grid;grid-template-columns:8.5rem 1fr;gap:.75rem}
.stack td[data-title]::before{content:attr(data-title);color:var(--muted)}
.stack td:empty{display:none}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (forced-colors:active){
.plot .range,.plot .end,.plot .limit,.plot .zero,.curve[class],.diagonal,.interval line{stroke:CanvasText}
.grid{stroke:GrayText}
.plot .value,.mark[class],.interval .value,figure svg text,.curves .title{fill:CanvasText}
.mark.series-1,.mark.series-3{fill:Canvas;stroke:CanvasText}
.bar.series-0,.bar.series-2{fill:CanvasText;stroke:CanvasText}.bar.series-1,.bar.series-3{fill:Canvas;stroke:CanvasText}
.plot .beyond{display:none}
.verdict .glyph{forced-color-adjust:none;background:CanvasText}.verdict .glyph b{color:Canvas}
.matrix td{border:1px solid CanvasText}
}
@media print{
@page{size:A4;margin:16mm 14mm}
:root{--ground:#fff;--raised:#f6f7f8;--ink:#000;--muted:#444;--rule:#bbb;--link:#000;
--pass:#1a7f37;--fail:#c4282d;--inconclusive:#8f5b00;--error:#a1185b;--first:#0b5cad;--second:#b54708;--third:#6f42c1;--fourth:#0f766e;color-scheme:light}
body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
table{font-size:8.5pt;overflow-wrap:anywhere}thead th{font-size:8pt}th,td{padding:.3rem .4rem}td.right,.matrix td>span{white-space:normal}.verdict{overflow-wrap:normal}
.rows,.row .note,.scale,.legend{font-size:8pt}figure svg text{font-size:11px}.row{grid-template-columns:minmax(0,11rem) minmax(0,1fr) minmax(0,13.5rem)}
tbody th,table:not(.matrix) tr>:last-child:not(.right),.matrix td,.matrix tbody th{min-width:0}
.matrix th,.matrix td,.matrix th:first-child,.matrix td:last-child{padding:.2rem .25rem}.matrix small{font-size:7pt}
.scroll,pre{overflow:visible}pre{white-space:pre-wrap}
nav,.skip{display:none}
details{break-inside:auto}details::details-content{content-visibility:visible;display:block}
figure,tr,summary{break-inside:avoid}h2,h3,figcaption,summary{break-after:avoid}
}
`.trim()
