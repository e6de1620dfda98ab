"""How the page looks: on a phone, on a desktop, printed on A4. Grades have the colours of 环办〔2011〕22号, pale."""

STYLE = """
:root{color-scheme:light;--ink:#1b2733;--soft:#5a6875;--line:#d5dde4;--water:#1f6fa8;--wash:#f3f7fa;--warn:#8a4b00}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC",
"Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:60rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.2rem;border-bottom:3px solid var(--water);padding-bottom:.8rem}
h1{font-size:1.45rem;line-height:1.3;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .6rem;padding-left:.6rem;border-left:4px solid var(--water)}
h3{font-size:1.02rem;margin:1.2rem 0 .4rem}
p{margin:.4rem 0}
.soft{color:var(--soft);font-size:.9rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:.3rem;padding:0 .5rem;font-weight:600}
.final{color:#17613a}.provisional{color:var(--warn)}
.banner{background:#fff4e2;border:1px solid #e3b878;border-radius:.4rem;padding:.5rem .7rem;
color:#6d3b00;font-weight:600}
nav{margin:.7rem 0 0;font-size:.92rem}
nav a{display:inline-block;margin:.1rem .9rem .1rem 0;color:var(--water)}
details{border:1px solid var(--line);border-radius:.4rem;margin:.4rem 0;padding:0 .7rem;background:#fff}
summary{cursor:pointer;margin:0 -.7rem;padding:.45rem .7rem;font-weight:600}
details[open]>summary{border-bottom:1px solid var(--line)}
details details{margin-top:.4rem;margin-bottom:.4rem}
ul{margin:.4rem 0;padding-left:1.1rem}
li{margin:.2rem 0}
.warning::marker{content:"⚠ ";color:var(--warn)}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{border-bottom:1px solid var(--line);padding:.3rem .45rem;text-align:left;vertical-align:top}
thead th{background:var(--wash);font-weight:600}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.terms td:nth-child(1){min-width:9em}.terms td:nth-child(2){min-width:7em}
.pairs td{font-size:1.05rem}
.pairs .number{font-weight:700}
figure{margin:.6rem 0}
figure svg{display:block;width:100%;max-width:34rem;height:auto;margin:0 auto}
figcaption{color:var(--soft);font-size:.9rem}
.strip{table-layout:fixed;margin-top:.9rem;max-width:40rem}
.strip th,.strip td{padding:.2rem 0;text-align:center;border:1px solid #fff;line-height:1.25}
.strip thead th{font-weight:400;font-size:.78rem;color:var(--soft);background:none}
.strip td{font-weight:600;font-size:.86rem;white-space:nowrap}
.strip .mark{font-size:.8rem;border-bottom:1px solid var(--line)}
.g1{background:#cfe3f7}.g2{background:#cfe3f7}.g3{background:#cdeccf}.g4{background:#fdf3b4}.g5{background:#ffd9ad}
.g6{background:#f8c3c0}.g0{background:#eef1f3;color:var(--soft)}
.line{display:flex;flex-wrap:wrap;gap:.1rem .8rem;font-weight:400}
.line .number{margin-left:auto;font-weight:600;white-space:normal}
summary .line{display:inline-flex;width:calc(100% - 1.4rem);vertical-align:top}
.derivation{font-size:.88rem;list-style:none;padding-left:.8rem;border-left:2px solid var(--line)}
.derivation .derivation{margin-left:.1rem}
.derivation b{font-weight:600}
.said{color:var(--soft)}
code{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.92em}
dl{margin:.4rem 0}dt{color:var(--soft);font-size:.88rem}dd{margin:0 0 .4rem}
footer{margin-top:2rem;padding-bottom:2rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft)}
@media (max-width:40rem){
.stack thead{display:none}
.stack,.stack caption,.stack tbody,.stack tr,.stack td{display:block}
.stack tr{border:1px solid var(--line);border-radius:.4rem;margin:.4rem 0;padding:.2rem .5rem}
.stack td{border:0;padding:.12rem 0;display:flex;gap:.8rem}
.stack td.number{justify-content:space-between}
.stack td:empty{display:none}
.stack td::before{content:attr(data-label);color:var(--soft);flex:0 0 6.2em;font-weight:400;font-size:.86rem;
text-align:left;white-space:normal}
h1{font-size:1.25rem}
}
@page{size:A4;margin:16mm 14mm}
@media print{
body{font-size:10.5pt}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
nav{display:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h2,h3,caption,summary{break-after:avoid}
tr,figure,.strip,.banner{break-inside:avoid}
figure svg{max-width:14cm}
.printed::details-content{content-visibility:visible;height:auto}
}
"""
