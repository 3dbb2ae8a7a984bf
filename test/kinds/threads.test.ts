/** Threads of forums in which somebody sells: the first post is his, the others talk. */
import { kind } from './kind.ts';

const OFFER =
  'Hello all,<br>for sale is my 2004 Saab 9-5 Aero, 141,000 miles on the clock, garaged every winter and never driven in snow by anybody.<br>Manual gearbox, new clutch last year, no rust.<br>Asking $4,900, no offers by message please.';
const REPLY =
  'Nice car, good luck with the sale! I sold my 2006 Saab 9-3 with 98,000 miles for $3,200 last month, the engine was tired. Asking $3,000 is fair.';
const thread = (post: (text: string, n: number) => string, texts = [OFFER, REPLY, REPLY]): string =>
  `<html lang="en"><head><title>FS: 2004 Saab 9-5 Aero | Forum</title></head><body><h1>FS: 2004 Saab 9-5 Aero</h1>${texts.map(post).join('')}</body></html>`;
const xen = (text: string, n: number): string =>
  `<article class="message message--post" id="p${n}"><section class="message-user"><h4>user${n}</h4><dl><dt>Mileage</dt><dd>${n}88,000</dd></dl></section><div class="bbWrapper">${text}</div></article>`;
const phpbb = (text: string, n: number): string =>
  `<div id="p${n}" class="post has-profile bg1"><dl class="postprofile"><dt>Car</dt><dd>Volvo 240</dd><dt>Price</dt><dd>$1</dd></dl><div class="postbody"><div class="content">${text}</div></div></div>`;
const vb = (text: string, n: number): string =>
  `<li class="postbitlegacy postbitim" id="post_${n}"><div class="userinfo"><dl><dt>Mileage</dt><dd>77,000</dd></dl></div><div class="postbody"><blockquote class="postcontent restore">${text}</blockquote></div></li>`;

const SOLD = { make: 'Saab', year: 2004, mileage: 141000, asking_price: 4900 } as const;

kind('threads of forums', {
  read: [
    ['forum.saabfolk.example/threads/2004-saab.1/', 'three posts, each with its writer', thread(xen), SOLD],
    ['www.saab-board.example/viewtopic.php?t=2', 'posts beside profiles', thread(phpbb), SOLD],
    ['saabs.example/showthread.php?3', 'posts in quoting boxes', thread(vb), SOLD],
  ],
  notRead: [
    [
      'forum.saabfolk.example/threads/lounge.9/',
      'a talk in which others sell',
      thread(xen, [
        'Which year of the Saab 9-5 would you buy, and what should I look at before I do?',
        REPLY,
        REPLY,
      ]).replaceAll('FS: 2004 Saab 9-5 Aero', 'Which Saab 9-5 should I buy?'),
      { kind: 'not_a_vehicle' },
    ],
    [
      'www.saab-board.example/viewtopic.php?t=8',
      'what the writers of posts drive',
      thread(phpbb, [OFFER.replace('141,000 miles on the clock, ', ''), REPLY]),
      { mileage: null, kind: 'listing', asking_price: 4900 },
    ],
  ],
});
