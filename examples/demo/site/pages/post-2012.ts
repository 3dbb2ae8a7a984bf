/**
 * A private post as notice boards wrote them around 2012: price and place in the heading, everything else in prose,
 * full-size pictures only in a script's list.
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml, thousands } from './markup.ts';

export interface PostContent {
  /** The heading without price and place. */
  readonly heading: string;
  readonly place: string;
  readonly postedOn: string;
  readonly postingId: string;
  readonly prose: readonly string[];
}

const FLAGS = [
  ['16', 'wrong corner', 'In the wrong category, on the wrong board, or about another post'],
  ['28', 'not allowed', 'Breaks the rules of this board'],
  ['15', 'posted too often', 'Posted again and again, in several towns, or by a business'],
  ['9', 'worth keeping', 'So good that it should be kept for ever'],
] as const;

const BOARD = 'Fernhollow Notice Board';

const CSS = `body.posting{font:14px/1.5 "Times New Roman",serif;margin:12px 18px;max-width:900px}.bchead{background:#ddd;padding:6px}#flags{float:right;width:180px;font-size:11px;border:1px solid #bbb;padding:6px;margin:8px}.tsb{font-size:12px;color:#444}h2.postingtitle{font-size:19px}.iw img{border:1px solid #999}.tn{display:inline-block;margin:4px}.clfooter li{display:inline;margin-right:12px;font-size:11px}`;

const safety = (): string =>
  each(
    [
      'Meet in daylight, in a public place, and bring somebody along.',
      'Never wire money to someone you have not met; a story about a car abroad is always a story.',
      'A certified cheque can bounce two weeks after the bank has taken it.',
      'Nobody here guarantees a purchase, offers shipping or holds money. Mail that says so is forged.',
      'Read the number on the car and the number on the title. They should be the same number.',
      'A car sold "for a friend" has a friend with a reason.',
      'Have the brakes looked at before the first long drive, not after it.',
    ],
    (t) => `<li>${escapeHtml(t)}</li>`,
  );

export function post2012Page(car: Truth, content: PostContent, place: Place): string {
  const heading = `${content.heading} - $${car.price?.amount} (${content.place})`;
  const full = car.pictures.map((p) => `${place.origin}/pictures/${p}`);
  const thumbs = car.pictures.map((p) => `${place.origin}/thumbs/${p}`);
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
	<title>${escapeHtml(content.heading)}</title>
	<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
	<meta name="robots" content="NOARCHIVE,NOFOLLOW">
	<style type="text/css">${CSS}</style>
</head>
<body class="posting">
<div class="bchead"><a id="ef" href="/#mail">send this posting to somebody</a> <a href="/">${BOARD}</a> &gt; <a href="/#sale">for sale / wanted</a> &gt; <a href="/#cars">cars &amp; trucks - by owner</a></div>
<div id="flags"><div id="flagMsg">see something wrong? tell us:</div><div id="flagChooser">${each(FLAGS, ([id, name, why]) => `<a class="fl" id="flag${id}" href="/#flag-${id}" title="${why}">${name}</a><br>`)}</div></div>
<div class="tsb"><em>Deal with people who live near you.</em> <ul>${safety()}</ul></div>
<h2 class="postingtitle">${escapeHtml(heading)}</h2>
<hr class="c">
<span class="postingdate">Date: ${content.postedOn},  9:34PM EST</span><br>
<script type="text/javascript"><!--
	var isPreview = "";
	var postingTitle = ${JSON.stringify(heading)};
	var bestOf = "";
	var postingURL = "${encodeURIComponent(`${place.origin}${place.path}`)}";
	var displayEmail = null;
--></script>
<span id="replytext">Reply to:</span> <small>see below</small>
<hr>
<section id="postingbody">
${content.prose.map((p) => escapeHtml(p)).join('<br>\n<br>\n')}
</section>
<script type="text/javascript"><!--
	imgList = ${JSON.stringify(full)};
// --></script>
<div class="iw">
	<div id="ci">${full[0] === undefined ? '' : `<img id="iwi" src="${full[0]}" alt="">`}</div>
	<div id="iwt">${each(full, (src, i) => `<div class="tn"><a href="${src}" title="${i + 1}"><img src="${thumbs[i]}" alt="image ${i + 1}"></a></div>`)}</div>
</div>
<ul class="blurbs"><li>Location: ${escapeHtml(content.place)}</li><li>please do not write to this poster to sell something</li></ul>
<span class="postingidtext">PostingID:${content.postingId}</span><br>
<form action="/#flag" method="GET"><fieldset style="display:inline;"><legend>No way to reach the poster?</legend>If the post names neither telephone nor mail, the board can pass a note on. <input type="submit" value="Send note"></fieldset></form>
<hr>
<ul class="clfooter"><li>Copyright &copy; 2012 ${BOARD}</li><li><a href="/#terms">terms of use</a></li><li><a href="/#privacy">privacy</a></li><li><a href="/#forum">feedback forum</a></li></ul>
<script type="text/javascript"><!--
	var pagetype = "posting";
	var pID = "${content.postingId}";
	var towns = ${JSON.stringify(towns())};
--></script>
</body>
</html>
`;

  /** The board's list of towns, as such pages carried it along. */
  function towns(): readonly { id: number; name: string; posts: string }[] {
    const first = [
      'Ash',
      'Birch',
      'Cedar',
      'Elm',
      'Fern',
      'Hazel',
      'Juniper',
      'Linden',
      'Maple',
      'Oak',
      'Pine',
      'Willow',
    ];
    const last = ['hollow', ' Creek', ' Falls', ' Ridge', ' Springs', ' Harbor'];
    return first.flatMap((a, i) =>
      last.map((b, k) => ({ id: 100 + i * 6 + k, name: a + b, posts: thousands(1200 + i * 311 + k * 57) })),
    );
  }
}
