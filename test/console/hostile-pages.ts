/** Pages and texts as somebody writes them who wants the console's reader to run, fetch or send something. */

/** Each asks CANARY, opens a dialog or sets `window.owned`, in any browser that takes it as it is written. */
export const hostilePages = (canary: string): Readonly<Record<string, string>> => ({
  scripts: `<script>window.owned=1;fetch('${canary}/script')</script><script src="${canary}/src.js"></script><ScRiPt type=module>import '${canary}/m.js'</sCrIpT>`,
  handlers: `<img src="${canary}/img.png" onerror="owned=1;alert(1)" alt="a car"><body onload="alert(2)"><details open ontoggle=alert(3)><p onmouseover=alert(4)>over</p></details><svg/onload=alert(5)>`,
  addresses: `<a href="javascript:alert(1)" ping="${canary}/ping">link</a><area href="${canary}/area"><base href="${canary}/"><link rel=stylesheet href="${canary}/s.css"><link rel=preload as=image href="${canary}/p.png"><link rel=dns-prefetch href="${canary}"><img srcset="${canary}/1.png 1x, ${canary}/2.png 2x" alt=""><picture><source srcset="${canary}/3.png"></picture><video poster="${canary}/poster.png" src="${canary}/v.mp4" autoplay></video><audio src="${canary}/a.mp3" autoplay></audio><input type=image src="${canary}/i.png"><table background="${canary}/t.png"><tr><td background="${canary}/td.png">cell</td></tr></table>`,
  frames: `<iframe src="${canary}/frame"></iframe><iframe srcdoc="<script>parent.owned=1;fetch('${canary}/srcdoc')</script>"></iframe><object data="${canary}/o"></object><embed src="${canary}/e"><frameset><frame src="${canary}/f"></frameset><portal src="${canary}/portal"></portal><applet code="${canary}/x"></applet>`,
  refresh: `<meta http-equiv=refresh content="0;url=${canary}/refresh"><meta http-equiv="Content-Security-Policy" content="default-src * 'unsafe-inline'"><meta http-equiv=set-cookie content="x=y">`,
  forms: `<form action="${canary}/form" method=post id=f><input name=a autofocus onfocus=alert(1)><button formaction="javascript:alert(2)">send</button></form><button form=f formaction="${canary}/b">send</button><isindex action="${canary}/is">`,
  styles: `<style>@import url(${canary}/import.css);body{background:url(${canary}/bg.png)}@font-face{font-family:x;src:url(${canary}/f.woff)}p{font-family:x}</style><p style="background:url(${canary}/inline.png);list-style:url('${canary}/l.png')">styled</p><div style="behavior:url(#x);-moz-binding:url(${canary}/xbl)">bound</div>`,
  foreign: `<svg><script>alert(1)</script><image href="${canary}/svg.png"/><foreignObject><iframe src="${canary}/fo"></iframe></foreignObject><use href="${canary}/u.svg#x"/><animate attributeName=href values="javascript:alert(2)"/><a xlink:href="javascript:alert(3)"><text>x</text></a></svg><math><maction actiontype="statusline#${canary}" xlink:href="javascript:alert(4)">m</maction><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(5)&gt;"></mglyph></mtext></math>`,
  templates: `<template><img src=x onerror=alert(1)></template><noscript><p title="</noscript><img src=x onerror=alert(2)>"></noscript><div><template shadowrootmode=open><script>alert(3)</script></template></div><xmp><img src=x onerror=alert(4)></xmp><noembed><img src=x onerror=alert(5)></noembed><plaintext><img src=x onerror=alert(6)>`,
  broken: `<<script>alert(1)//<</script><img src="x" onerror="alert(2)"<p title="</style><script>alert(3)</script>"><a title='"><script>alert(4)</script>'>t</a><textarea></textarea><script>alert(5)</script></textarea><title><img src=x onerror=alert(6)></title>--><!--><script>alert(7)</script>--><![CDATA[<script>alert(8)</script>]]><?xml-stylesheet href="${canary}/x.xsl"?><!doctype html [<!ENTITY x SYSTEM "${canary}/ent">]>`,
  entities: `&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(2)&#62;<p title="&quot;&gt;&lt;img src=x onerror=alert(3)&gt;">text &amp;lt;script&amp;gt;</p>`,
  clobbering: `<form id=evidence name=body><input id=attributes></form><a id=evidence name=x>no evidence</a><mark id=evidence>not this</mark><div id=page-root class="data">looks like ours</div>`,
  directions: `<p dir=rtl>\u202eTPIRCS\u202c \u2066hidden\u2069 \u200bnothing\u200b \u0000\u0007\u009b31m bell</p><bdo dir=rtl>around</bdo><p dir='rtl" onclick="alert(1)' class='" onclick="alert(2)' role=alert aria-level=9>attributes</p>`,
  long: `<p>${'word '.repeat(220_000)}</p><div>${'<b>'.repeat(3_000)}deep</div>`,
});

/** For make, model, description, an address: what stands in a row. */
export const hostileTexts = (canary: string): readonly string[] => [
  `"><script>window.owned=1;fetch('${canary}/row')</script>`,
  `' onmouseover='alert(1)' x='`,
  `<img src=${canary}/row.png onerror=alert(2)>`,
  `{{constructor.constructor("alert(3)")()}} \${alert(4)} <%= alert(5) %>`,
  '\u202egnp.exe\u202c\u2066 right to left \u2069',
  `</textarea></title></style></script><svg onload=alert(6)>`,
];
