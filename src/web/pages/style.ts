/**
 * The one style sheet. Logical properties only, so that it is right-to-left by nature; colours by role, dark and light;
 * one typographic scale. No web fonts: each system brings an Arabic face of its own, and the page stays light.
 */
export const STYLE = `
:root{color-scheme:light dark;
--paper:#fbf9f4;--sheet:#fffefb;--ink:#1d1b16;--soft:#625c50;--line:#e3dccd;--accent:#0a5a57;--tint:#e3efec;--mark:#fbe7a1;--on-mark:#1d1b16;--told:#8a4fa3;--bad:#9c2b1b;--good:#1f6a35;
--body:"IBM Plex Sans Arabic","Noto Sans Arabic","SF Arabic","Segoe UI","Dubai","Geeza Pro",Tahoma,system-ui,sans-serif;
--head:"Noto Naskh Arabic","Noto Naskh Arabic UI","Geeza Pro","Sakkal Majalla","Traditional Arabic","Times New Roman",serif;
--s-1:.875rem;--s0:1.0625rem;--s1:1.3125rem;--s2:1.625rem;--s3:clamp(1.75rem,1.2rem + 2.6vw,2.5rem);--gap:clamp(1rem,.6rem + 1.8vw,1.75rem)}
@media (prefers-color-scheme:dark){:root{
--paper:#15140f;--sheet:#1d1c16;--ink:#ece7da;--soft:#aaa391;--line:#35322a;--accent:#82cfc6;--tint:#1c302e;--mark:#5c4a0d;--on-mark:#fff6d8;--told:#d3a4e6;--bad:#ff9f8c;--good:#8fd6a1}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-block-start:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:400 var(--s0)/1.85 var(--body);overflow-wrap:anywhere}
h1,h2,h3,p,ul,ol,dl,dd,figure,blockquote{margin:0;padding:0}
ul,ol{list-style:none}
h1,h2,h3,.brand-ar{font-family:var(--head);font-weight:700;line-height:1.5;text-wrap:balance}
h1{font-size:var(--s3);line-height:1.4}
h2{font-size:var(--s2)}
h3{font-size:var(--s1)}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.3em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:3px}
main:focus{outline:none}
.skip{position:absolute;inset-inline-start:1rem;inset-block-start:-4rem;background:var(--accent);color:var(--paper);padding:.4rem 1rem;border-radius:0 0 .5rem .5rem;z-index:9}
.skip:focus{inset-block-start:0}
.wrap{max-width:74rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
.top{border-block-end:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 2rem;padding-block:.85rem}
.brand{display:flex;align-items:center;gap:.65rem;color:var(--ink);text-decoration:none;margin-inline-end:auto}
.brand svg{inline-size:1.75rem;block-size:1.75rem;color:var(--accent);flex:none}
.brand b{font-size:1.2rem;letter-spacing:-.01em;line-height:1.2}
.brand span span{display:block;font-size:.8125rem;color:var(--soft);line-height:1.5}
.brand .logo{inline-size:2.25rem;block-size:2.25rem;object-fit:contain}
.nav{display:flex;gap:.25rem 1.4rem;flex-wrap:wrap}
.nav a{color:var(--soft);text-decoration:none;padding-block:.5rem}
.nav a:hover{color:var(--ink);text-decoration:underline}
[aria-current]{color:var(--ink)!important;font-weight:600}
.nav [aria-current]{box-shadow:0 2px var(--accent)}
main{padding-block:var(--gap) 4rem}
.cols{display:grid;gap:calc(var(--gap)*1.6)}
.cols>*{min-inline-size:0}
@media (min-width:62rem){.cols{grid-template-columns:minmax(0,1fr) 18.5rem;gap:4rem}.aside{border-inline-start:1px solid var(--line);padding-inline-start:2rem}}
.bar{display:flex;flex-wrap:wrap;align-items:baseline;gap:.4rem 1.75rem;border-block-end:1px solid var(--line);padding-block-end:.7rem}
.bar h1{font-size:var(--s2);margin-inline-end:auto}
.pick{display:flex;flex-wrap:wrap;gap:0 1.1rem;font-size:var(--s-1)}
.pick a{color:var(--soft);text-decoration:none;padding-block:.35rem}
.pick a:hover{text-decoration:underline}
.pick [aria-current]{box-shadow:0 2px var(--accent)}
.meta{color:var(--soft);font-size:var(--s-1)}
.meta b{color:var(--accent);font-weight:600}
.meta>*,.dots>*{unicode-bidi:isolate}
.foot .dots>*{white-space:nowrap}
.meta>*+*::before,.dots>*+*::before{content:"·";display:inline-block;margin-inline:.55rem;color:var(--soft)}
.day{color:var(--soft);font-size:var(--s-1);font-weight:600;padding-block-start:var(--gap)}
.days li{padding-block:var(--gap);border-block-end:1px solid var(--line)}
.days h2{font-size:var(--s1)}
.prose{max-inline-size:44rem}
.prose p+p{margin-block-start:.7rem}
.sec h3{margin-block-start:1.2rem}
.card{display:flow-root;padding-block:var(--gap);border-block-end:1px solid var(--line)}
.card h2{font-size:var(--s1)}
.card h2 a,.plain{color:inherit;text-decoration:none}
.card h2 a:hover,.plain:hover{color:var(--accent);text-decoration:underline}
.card .excerpt{color:var(--soft);margin-block-start:.35rem}
/* Only upper bounds: a browser gives a picture with alt="" that fails no size of its own, so it leaves no box and no script is needed. */
.pic img,.hero{max-inline-size:100%;max-block-size:24rem;border-radius:.5rem;vertical-align:top}
.pic{line-height:0}
@media (min-width:40rem){.pic{float:inline-end;max-inline-size:11.5rem}.card.first .pic{max-inline-size:17rem}.pic+div{display:flow-root;padding-inline-end:var(--gap)}}
@media (max-width:39.99rem){.pic img{padding-block-end:.6rem}.bar h1{inline-size:100%}}
.card.first h2{font-size:var(--s3);line-height:1.4}
.card.first .excerpt{font-size:1.125rem}
.chips{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-start:.8rem}
.chips a,.chips span{display:inline-flex;align-items:center;gap:.4rem;min-block-size:2.25rem;padding:.1rem .85rem;border:1px solid var(--line);border-radius:2rem;background:var(--sheet);color:var(--ink);font-size:var(--s-1);line-height:1.6;text-decoration:none}
.chips a:hover{border-color:var(--accent);color:var(--accent)}
.chips small{flex:none;font-size:.75rem;color:var(--soft)}
.chips .one{background:var(--tint);border-color:transparent}
.chips .one small{color:var(--accent)}
.chips [aria-current]{background:var(--accent);border-color:var(--accent);color:var(--paper)!important}
.chips [aria-current] small{color:inherit}
.find{display:flex;gap:.6rem;margin-block:.4rem 1rem}
.find input{flex:1;min-inline-size:0;inline-size:auto;direction:inherit}
.pages{display:flex;justify-content:space-between;gap:1rem;padding-block-start:var(--gap)}
.button{display:inline-block;padding:.45rem 1.3rem;border:1px solid var(--accent);border-radius:2rem;text-decoration:none;font:inherit;color:var(--accent);background:none;cursor:pointer}
.button:hover{background:var(--accent);color:var(--paper)}
.aside section+section{margin-block-start:2.5rem}
.aside h2{font-size:var(--s1);margin-block-end:.6rem}
.aside h3{font-size:1rem;font-family:var(--body);margin-block-start:1rem}
.aside li{padding-block:.6rem;border-block-end:1px solid var(--line);line-height:1.65}
.aside li:last-child{border:0}
.aside p{font-size:var(--s-1);color:var(--soft)}
.subs{display:flex;flex-wrap:wrap;gap:.5rem;margin-block:.7rem}
.subs a{display:inline-block;padding:.2rem .9rem;border:1px solid var(--line);border-radius:.4rem;font-size:var(--s-1);text-decoration:none;background:var(--sheet)}
.subs a:hover{border-color:var(--accent)}
.copy{direction:ltr;display:inline-block;user-select:all;-webkit-user-select:all;background:var(--sheet);border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem;margin-block:.5rem;overflow-wrap:anywhere}
.story-head{max-inline-size:52rem;margin-block-end:var(--gap)}
.story-head .meta{margin-block-start:.7rem}
.sec{margin-block-start:calc(var(--gap)*1.8)}
.sec>h2{border-block-end:1px solid var(--line);padding-block-end:.5rem;margin-block-end:1rem}
.sec>p.meta{max-inline-size:44rem}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:.75rem;padding:clamp(1rem,3vw,1.75rem);margin-block-start:1rem}
.sheet .quote{font-size:1.1875rem;line-height:2.05;margin-block:.7rem 1rem}
.hero{padding-block-end:1.2rem}
mark{background:linear-gradient(var(--mark),var(--mark)) 0 55%/100% 1.55em no-repeat;color:var(--on-mark);padding-inline:.2em;border-radius:.2em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.reworded{text-decoration:underline dashed 2px var(--told);text-underline-offset:.35em}
.shared li:first-child{padding-block-start:0}
.shared li{padding-block:1rem;border-block-end:1px solid var(--line)}
.shared li:last-child{border:0;padding-block-end:0}
details{margin-block-start:1.2rem;color:var(--soft);font-size:var(--s-1)}
summary{cursor:pointer;padding-block:.4rem}
details li{padding-block:.3rem}
sup{line-height:0;font-size:.7em;margin-inline-start:.15em}
sup a{text-decoration:none;padding-inline:.2em}
.shared .number{color:var(--accent);font-weight:600}
.shared p{margin-block-start:.45rem}
.line{border-inline-start:2px solid var(--line);margin-inline-start:.45rem}
.line li{position:relative;padding:0 1.5rem 1.6rem 0;padding-inline:1.5rem 0}
.line li::before{content:"";position:absolute;inset-inline-start:calc(-.4rem - 1px);inset-block-start:.6rem;inline-size:.8rem;block-size:.8rem;border-radius:50%;background:var(--paper);border:2px solid var(--soft)}
.line li:first-child::before{background:var(--accent);border-color:var(--accent)}
.line li:last-child{padding-block-end:0}
.line h3{font-size:1.125rem}
.line .meta b{font-size:1rem;color:var(--ink)}
.tag{display:inline-block;font-size:.75rem;line-height:1.7;padding:.05rem .6rem;border-radius:2rem;background:var(--tint);color:var(--accent)}
.outlets>li{display:grid;gap:.1rem 1.5rem;padding-block:1rem;border-block-end:1px solid var(--line)}
@media (min-width:48rem){.outlets>li{grid-template-columns:minmax(0,1fr) minmax(0,1.25fr)}}
.outlets h3{font-size:1.125rem;font-family:var(--body);font-weight:600}
.state{display:inline-flex;align-items:center;gap:.4rem;font-size:var(--s-1);font-weight:600}
.state::before{content:"";inline-size:.6rem;block-size:.6rem;border-radius:50%;background:currentColor}
.state.ok{color:var(--good)}.state.failing{color:var(--bad)}.state.new,.state.disabled{color:var(--soft)}
.sum{display:flex;flex-wrap:wrap;gap:.3rem 2rem;margin-block:.8rem 0}
.sum dt{color:var(--soft);font-size:var(--s-1)}
.sum dd{font-size:var(--s2);font-weight:600;line-height:1.3}
.api form{display:flex;flex-wrap:wrap;gap:.8rem 1rem;align-items:end;margin-block:.9rem 0}
.api label{display:grid;font-size:var(--s-1);color:var(--soft)}
input{font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--soft);border-radius:.4rem;padding:.3rem .6rem;inline-size:13rem;max-inline-size:100%;direction:ltr}
select,textarea{font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--soft);border-radius:.4rem;padding:.3rem .6rem;max-inline-size:100%}
.reports{flex:1 1 100%}
.reports>li{padding-block:1rem;border-block-end:1px solid var(--line)}
.reports h2{font-size:1.125rem}
pre{direction:ltr;text-align:left;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:1rem;overflow:auto;font-size:.8125rem;line-height:1.6;max-block-size:32rem;white-space:pre-wrap}
code{direction:ltr;unicode-bidi:isolate;font-size:.9em}
.hide{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.foot{border-block-start:1px solid var(--line);color:var(--soft);font-size:var(--s-1)}
.foot .wrap{padding-block:1.75rem 2.5rem;display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between}
.foot p{max-inline-size:42rem}
@media (forced-colors:active){mark{background:Mark;color:MarkText}[aria-current]{text-decoration:underline 3px!important}}
@media print{nav,.skip,.aside,.foot{display:none!important}
mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.card,.line li,.shared li,.outlets>li{break-inside:avoid}
time::after{content:" (" attr(title) ")"}}
`;
