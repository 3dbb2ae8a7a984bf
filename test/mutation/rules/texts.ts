// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the patches are code, some of it templates.
/** What a page is by its text alone: `judge-text.ts`. */
import { type Mutant, of } from './mutant.ts';

const judge = of('src/extraction/classify/classify-text.ts');
const CHALLENGES = ['DataDome', 'Cloudflare', 'PerimeterX', 'Incapsula', 'Akamai', 'Imperva', 'AWS WAF', 'Kasada'];

export const TEXTS: readonly Mutant[] = [
  ...CHALLENGES.map((name) => judge(`a robot check of ${name} is one`, `'${name}'`, `'another service'`)),
  judge('a robot check is blocked', 'challenge !== undefined && !hasCar', 'false'),
  judge(
    'a page with the data of a car is no robot check',
    'challenge !== undefined && !hasCar',
    'challenge !== undefined',
  ),
  judge('nor one that names a car', 'names ? undefined : CHALLENGES', 'false ? undefined : CHALLENGES'),
  judge('in its heading', "page.heading !== '' || readName(page.title)", 'readName(page.title)'),
  judge('or in its title', "page.heading !== '' || readName(page.title).make !== undefined", "page.heading !== ''"),
  judge('nor one with text of its own', 'const short = text.length < BLOCK_TEXT;', 'const short = true;'),
  judge('a robot check has little text', 'BLOCK_TEXT = 1_500', 'BLOCK_TEXT = 100'),
  judge('a refusal is blocked', 'words !== undefined && !hasCar', 'false'),
  judge('a page with the data of a car is no refusal', 'words !== undefined && !hasCar', 'words !== undefined'),
  judge('the title may refuse', '`${page.title}\\n${page.heading', '`${page.heading'),
  judge('the text may refuse', "page.heading === '' ? text : page.heading", 'page.heading'),
  judge('not under a heading that names a car', "page.heading === '' ? text : page.heading", 'text'),
  judge('the data of a car are structured data', "script.type.includes('ld+json') && /\"(?:Car", '/"(?:Car'),
  judge('a gone listing is gone', 'if (gone !== undefined) return', 'if (false) return'),
  judge('the title tells that it is gone', '[page.title, ...headings]', '[...headings]'),
  judge('a heading tells that it is gone', '[page.title, ...headings]', '[page.title]'),
  judge('a heading of the second rank too', '(line.level === 1 || line.level === 2)', 'line.level === 1'),
  judge('none of a lower rank', '(line.level === 1 || line.level === 2)', 'line.level > 0'),
  judge('none of another car', "line.zone !== 'others' && (line.level", '(line.level'),
  judge('only one of the first', '.slice(0, 6)', '.slice(0, 60)'),
  judge('the first six', '.slice(0, 6)', '.slice(0, 1)'),
  judge(
    'a short notice tells it on a page of little text',
    "(short || page.heading === '' ?",
    "(page.heading === '' ?",
  ),
  judge('and on one without a heading', "(short || page.heading === '' ?", '(short ?'),
  judge('on any other only one around the heading', "(short || page.heading === '' ?", '(true ?'),
  judge('which does tell it', 'GONE.exec(bannerText(page))?.[0]', 'undefined'),
  judge('a notice stands among the first lines', '.slice(0, 80)', '.slice(0, 800)'),
  judge('the first eighty', '.slice(0, 80)', '.slice(0, 40)'),
  judge('a notice is short', '\n    .filter((line) => line.text.length < 160)', ''),
  judge('four lines before the heading are around it', 'at - 4), at + 5', 'at - 3), at + 5'),
  judge('a fifth is not', 'at - 4), at + 5', 'at - 5), at + 5'),
  judge('four lines after the heading are around it', 'at - 4), at + 5', 'at - 4), at + 4'),
  judge('a fifth after it is not', 'at - 4), at + 5', 'at - 4), at + 6'),
  judge('a conversation tells nothing', "line.zone === 'main' && line.text.length < 140", 'line.text.length < 140'),
  judge('a sentence tells nothing', ' && line.text.length < 140', ''),
  judge('a log-in is no vehicle', 'login !== undefined', 'false'),
  judge('by its title', "[page.title, headings[0] ?? '']", "[headings[0] ?? '']"),
  judge('by its first heading', "[page.title, headings[0] ?? '']", '[page.title]'),
  judge('a page headed by a car is no log-in', "login !== undefined && page.heading === ''", 'login !== undefined'),
];
