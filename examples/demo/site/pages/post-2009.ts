/**
 * An older private post: no charset anywhere and bytes in Latin-1, heading with price and place, pictures as a table
 * of plain images, mail address in numeric entities.
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml } from './markup.ts';
import type { PostContent } from './post-2012.ts';

const entities = (text: string): string => [...text].map((c) => `&#${c.codePointAt(0)};`).join('');

/** Escapes for text, leaves letters such as "ä" as they are: the page's bytes are Latin-1. */
export function post2009Page(car: Truth, content: PostContent, place: Place): Buffer {
  const heading = `${content.heading} - $${car.price?.amount} (${content.place})`;
  const mail = 'sale-4417@noticeboard.example';
  const page = `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
	<title>${escapeHtml(content.heading)}</title>
	<meta name="robots" content="NOARCHIVE,NOFOLLOW">
</head>
<body onload="initFlag(${content.postingId})" class="posting">
<div class="bchead"><a href="/">notice board</a> &gt; <a href="/#cars">cars &amp; trucks - by owner</a></div>
<div id="flags"><div id="flagMsg">something wrong? <a href="/#flagging">tell us</a></div></div>
<div id="tsb"><em>Deal with people who live near you.</em> No shipping, no escrow, no wire transfers. <a href="/#scams">More</a></div>
<h2>${escapeHtml(heading)}</h2>
<hr>
Reply to: <a href="${entities(`mailto:${mail}`)}">${entities(mail)}</a><br>
Date: ${content.postedOn},  2:16PM EDT<br>
<br>
<div id="userbody">
${content.prose.map((p) => escapeHtml(p)).join('<br>\n<br>\n')}
<br><br>
<table summary="pictures"><tr>
${each(car.pictures, (p) => `<td align="center"><img src="${place.origin}/pictures/${p}" alt="picture"></td>`)}
</tr></table>
<ul style="font-size:small"><li>Location: ${escapeHtml(content.place)}</li><li>please do not write to this poster to sell something</li></ul>
</div>
PostingID: ${content.postingId}<br>
<hr>
<p class="clfooter">Copyright &copy; 2009 notice board | <a href="/#terms">terms of use</a> | <a href="/#privacy">privacy policy</a></p>
${each(
  [
    'Açores',
    'Bogotá',
    'Córdoba',
    'Düsseldorf',
    'Évora',
    'Göteborg',
    'Málaga',
    'Malmö',
    'Montréal',
    'Nîmes',
    'Orléans',
    'Québec',
    'São Paulo',
    'Tromsø',
    'Zürich',
  ],
  (t) => `<a href="/#town">${t}</a> `,
)}
</body>
</html>
`;
  return Buffer.from(page, 'latin1');
}
