/// The page's only style sheet; fonts are the reader's own.
enum Stylesheet {
    static let css: StaticString = """
    :root{color-scheme:light dark;--bg:#f7f6f2;--card:#fff;--ink:#1d2330;--soft:#5d6675;--line:#e0ddd4;--accent:#0b6e69;--warn:#a63a1f;--warnbg:#fbf1ec;--mark:#f3cfae;
    --h-pers:210;--h-org:268;--h-gpe:150;--h-loc:120;--h-fac:35;--h-norp:300;--h-occ:190;--h-event:5;--h-date:48;--h-num:230;--h-other:0;--tint:88%;--tone:32%;--sat:62%}
    @media(prefers-color-scheme:dark){:root{--bg:#14171c;--card:#1c2027;--ink:#e8e6df;--soft:#9aa3b2;--line:#323844;--accent:#5cc3bb;--warn:#f09a80;--warnbg:#2b2021;--mark:#6b4527;
    --tint:22%;--tone:76%;--sat:42%}}
    *{box-sizing:border-box}html{scroll-behavior:smooth}
    body{margin:0;background:var(--bg);color:var(--ink);font:17px/1.85 "Noto Naskh Arabic","Amiri","Noto Sans Arabic","Geeza Pro","Segoe UI",serif}
    h1,h2,h3,nav,.by,.meta,.badge,.k,th,.legend,summary,svg{font-family:"Noto Sans Arabic","Noto Kufi Arabic","Segoe UI","Geeza Pro",sans-serif}
    header.top{padding:2.2rem max(1.2rem,calc((100vw - 68rem)/2 + 1.2rem)) 1.4rem;border-block-end:1px solid var(--line);background:var(--card)}
    h1{margin:0;font-size:1.75rem;line-height:1.4}.sum{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin:.6rem 0 0;padding:0;list-style:none;color:var(--soft);font-size:.95rem}
    .sum b{color:var(--ink);font-size:1.15rem}
    nav{position:sticky;inset-block-start:0;z-index:2;display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;padding:.55rem max(1.2rem,calc((100vw - 68rem)/2 + 1.2rem));background:var(--card);
    border-block-end:1px solid var(--line);font-size:.92rem}
    a{color:var(--accent);text-decoration:none}a:hover,a:focus-visible{text-decoration:underline}
    main{max-width:68rem;margin:0 auto;padding:.5rem 1.2rem 4rem}section{margin-block:2.4rem;scroll-margin-block-start:3.2rem}
    h2{font-size:1.3rem;margin:0 0 .9rem;padding-block-end:.3rem;border-block-end:2px solid var(--accent);display:inline-block}
    h3{font-size:1.05rem;margin:0 0 .5rem;line-height:1.6}
    .card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.2rem;margin-block:0 1rem;break-inside:avoid;scroll-margin-block-start:3.6rem}
    .card:target{outline:2px solid var(--accent)}
    .conflict{border-inline-start:4px solid var(--warn)}.meta{color:var(--soft);font-size:.86rem}.empty{color:var(--soft)}
    .vals{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem;margin-block-start:.7rem}
    .val{background:var(--warnbg);border-radius:.5rem;padding:.7rem .9rem}.val>.v{font-size:1.25rem;font-weight:700;color:var(--warn);margin:0 0 .3rem}
    .val .n{font-size:.8rem;font-weight:400;color:var(--soft)}
    ul.src{list-style:none;margin:0;padding:0}ul.src>li{padding-block:.45rem;border-block-start:1px solid var(--line)}ul.src>li:first-child{border:0}
    q,blockquote{quotes:"«" "»"}blockquote{margin:.15rem 0;line-height:1.75}blockquote::before{content:"«"}blockquote::after{content:"»"}
    blockquote b{font-weight:700;background:linear-gradient(transparent 62%,var(--mark) 0)}blockquote .ctx{color:var(--soft)}
    .by{font-size:.86rem;color:var(--soft)}.by b{color:var(--ink);font-weight:600}
    .badge{display:inline-block;font-size:.78rem;line-height:1.5;padding:.08rem .55rem;border-radius:1rem;background:var(--line);color:var(--ink);margin-inline-end:.3rem}
    .badge.e{background:hsl(var(--h-event) var(--sat) var(--tint));color:hsl(var(--h-event) var(--sat) var(--tone))}
    .neg{color:var(--warn);font-weight:700}
    .time{list-style:none;margin:0;padding:0;padding-inline-start:1.4rem;border-inline-start:2px solid var(--line)}
    .time>li{position:relative;padding-block:.45rem}.time>li::before{content:"";position:absolute;inset-inline-start:calc(-1.4rem - 6px);inset-block-start:1.05rem;inline-size:10px;
    block-size:10px;border-radius:50%;background:var(--accent)}
    .time time,.time .nodate{font-family:"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;color:var(--soft);font-size:.88rem;margin-inline-end:.7rem}
    table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{text-align:start;vertical-align:top;padding:.45rem .6rem;border-block-end:1px solid var(--line)}
    th{font-size:.82rem;color:var(--soft);font-weight:600}.wrap{overflow-x:auto}
    svg.graph{display:block;width:100%;height:auto;margin-block:.4rem 1.2rem}
    svg.graph .edge{fill:none;stroke:var(--soft);stroke-opacity:.55;stroke-width:1.4}svg.graph .edge.x{stroke:var(--warn);stroke-opacity:1;stroke-dasharray:5 4;stroke-width:1.8}
    svg.graph .role{font-size:12px;fill:var(--soft);text-anchor:middle;paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
    svg.graph .role.x{fill:var(--warn)}svg.graph .name{font-size:14px;fill:var(--ink);text-anchor:middle}svg.graph .col{font-size:13px;fill:var(--soft);text-anchor:middle}
    svg.graph rect{fill:hsl(var(--h) var(--sat) var(--tint));stroke:hsl(var(--h) var(--sat) var(--tone));stroke-opacity:.35}
    .text{white-space:pre-wrap;font-size:1.08rem;line-height:2.35;overflow-wrap:anywhere}.text p{margin:0 0 .7rem}
    mark{color:inherit;background:hsl(var(--h) var(--sat) var(--tint));border-block-end:2px solid hsl(var(--h) var(--sat) var(--tone));border-radius:.2rem;padding:.1em 0;
    box-decoration-break:clone;-webkit-box-decoration-break:clone}
    mark mark{padding-block:0}mark mark mark{padding-block:0;border-block-end-style:dotted}mark.nom{background:none;border-block-end-style:dashed}
    mark.tr{background:none;border-block-end:3px double var(--warn);border-radius:0}
    .pers{--h:var(--h-pers)}.org{--h:var(--h-org)}.gpe{--h:var(--h-gpe)}.loc{--h:var(--h-loc)}.fac{--h:var(--h-fac)}.norp{--h:var(--h-norp)}.occ{--h:var(--h-occ)}
    .event{--h:var(--h-event)}.date,.time-{--h:var(--h-date)}.num{--h:var(--h-num)}.other{--h:var(--h-other);--sat:6%}
    .legend{display:flex;flex-wrap:wrap;gap:.35rem .7rem;margin:.2rem 0 1rem;font-size:.84rem}.legend mark{padding:.05rem .5rem}td>mark{padding-inline:.3rem}
    .ctl{font:600 .68em/1.4 "Noto Sans Mono",monospace;unicode-bidi:isolate;direction:ltr;border:1px solid var(--warn);color:var(--warn);border-radius:.25em;padding:0 .25em;margin-inline:.1em}
    summary{cursor:pointer;color:var(--accent);font-size:.92rem;margin-block:.4rem}
    bdi.l{font-family:"Noto Sans",sans-serif;font-size:.85em;color:var(--soft)}
    @media print{body{background:#fff;font-size:11pt}nav{display:none}header.top,.card{border-color:#bbb}.card{box-shadow:none}a{color:inherit}details>*{display:block}
    mark{background:none}section{break-before:auto}}
    """
}
