/**
 * What the text of a page alone tells, before any car is looked for: that it stands in place of the page, that the
 * listing is gone, that it asks to log in.
 * Invariant: a seller's own sentence tells none of these; what stands in the title, in a heading or around it does.
 */
import { readName } from '../../vehicles/values/name.ts';
import type { PageDocument } from '../document/document.ts';
import type { Classification } from './classify.ts';
import { refusalOf } from './refused-page.ts';

/** Marks of robot checks in the markup, with the name of the service. Short pages only: real pages load the same scripts. */
const CHALLENGES: ReadonlyArray<readonly [name: string, mark: RegExp]> = [
  ['DataDome', /captcha-delivery\.com|DataDome Device Check/],
  [
    'Cloudflare',
    /<title>\s*Just a moment|cf-chl-|challenge-platform|_cf_chl_opt|Attention Required! \| Cloudflare|cf-error-details/i,
  ],
  ['PerimeterX', /px-captcha|_pxAppId|Press &amp; Hold|Press & Hold to confirm/i],
  ['Incapsula', /_Incapsula_Resource|Incapsula incident ID|Request unsuccessful\. Incapsula/i],
  ['Akamai', /<title>\s*Access Denied\s*<\/title>|errors\.edgesuite\.net|Reference #\d+\.[0-9a-f]+\.\d+/i],
  ['Imperva', /Powered by Imperva|\bError 15\b/],
  ['AWS WAF', /awsWafCookieDomainList|aws-waf-token|AwsWafIntegration/],
  ['Kasada', /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/|KPSDK/],
];
const BLOCKED_WORDS =
  /\b(?:access (?:denied|to this page has been denied|error|blocked)|are you (?:a )?(?:human|robot)|verify (?:that )?you(?:'re| are) (?:a )?human|unusual traffic|you have been blocked|(?:complete|solve) the captcha|please enable (?:javascript|js|cookies) and (?:cookies|disable|reload|refresh)|pardon our interruption|robot check|bot detection|security check to access|too many requests|checking your browser|ihr zugriff wurde|zugriff verweigert|accès refusé|acceso denegado|automated (?:access|requests)|(?:site|page) is (?:currently |temporarily )?(?:under maintenance|unavailable))\b/i;
/** A robot check has next to no text of its own. */
const BLOCK_TEXT = 1_500;

const GONE =
  /\b(?:this (?:posting|post|ad|listing|vehicle|car|item|auction|page|advert|offer) (?:has (?:been )?(?:expired|deleted|removed|flagged|withdrawn|ended without)|(?:has )?expired|is no longer (?:available|active|listed|for sale|online)|was (?:removed|deleted|taken down)|no longer exists|(?:does not|doesn't) exist|could not be found|cannot be found|is unavailable|is not available)|(?:listing|vehicle|ad|page|advert|car|posting) (?:not found|no longer available|expired|has expired|removed)|no longer available|we (?:couldn't|could not|can't|cannot) find (?:that|this|the) (?:page|listing|vehicle|car|ad)|404 (?:error|not found|page)|error 404|(?:page|seite) nicht gefunden|nicht mehr (?:verfügbar|online|aktiv)|(?:anzeige|inserat|angebot|fahrzeug) (?:ist |wurde )?(?:nicht mehr|gelöscht|deaktiviert|bereits verkauft)|n'est plus (?:disponible|en ligne)|annonce (?:désactivée|supprimée|expirée)|ya no está disponible|anuncio (?:eliminado|caducado|no disponible)|non (?:è )?più (?:disponibile|attivo|online)|annuncio (?:scaduto|rimosso)|niet meer beschikbaar|advertentie (?:is )?(?:verwijderd|verlopen)|ogłoszenie (?:nieaktualne|zakończone|wygasło)|sidan (?:hittades inte|finns inte)|sorry, this (?:car|vehicle) (?:has been|is|was) (?:already )?(?:sold|gone))\b/i;
/** A heading that tells, in a sentence about this one, that it was sold already; a badge `Sold` is still a listing's. */
const ALREADY_SOLD =
  /(?<!\p{L})(?:(?:this|that|the) [^.|\n]{0,40}(?:has|was) already (?:been )?sold|(?:ist|wurde) (?:leider )?(?:schon|bereits) verkauft|(?:ce|cet|cette) [^.|\n]{0,40}(?:a|est) (?:déjà|malheureusement) (?:été )?vendue?|(?:est[ae]|el|la) [^.|\n]{0,40}ya (?:se ha|ha sido|fue|está) vendid[oa]|(?:est[ea]|o|a) [^.|\n]{0,40}já (?:foi|está) vendid[oa]|è (?:già|purtroppo) stat[oa] (?:già )?vendut[oa]|(?:deze?|dit) [^.|\n]{0,40}is (?:al|reeds|inmiddels|helaas) verkocht|(?:ten|ta|to) [^.|\n]{0,40}(?:został[ao]?|jest) już sprzedan[eya]|(?:toto|tento|tato) [^.|\n]{0,40}(?:již|už|bol[oa]? už) (?:byl[oa]? )?(?:prodán[oa]?|predan[éýá])|(?:den|det|denna|denne) [^.|\n]{0,40}(?:är|er) (?:redan|allerede|tyvärr|desværre|dessverre) (?:såld|solgt)|уже продан[оа]?|вже продан[оиа]?|вече е продаден[оа]?|(?:már|sajnos) (?:elkelt|eladták)|(?:a fost|este) deja vândut[ăa]?|već (?:je )?prodan[oa]?|on jo myyty|bu [^.|\n]{0,40}(?:satılmış|satılmıştır|satıldı))(?!\p{L})|(?:이미|벌써) 판매(?:된|되었)|売約済みとなりました|(?:该车|该车辆|此车|這輛車|这辆车|该车源)已(?:经|經)?(?:售出|下架)/iu;
const LOGIN =
  /^(?:log ?in|sign ?in|anmelden|connexion|iniciar sesión|accedi|inloggen|zaloguj|register|create (?:an )?account|reset password)\b/i;
/** Kinds that the page's text alone tells, before any car is looked for; `undefined` when it may be a listing. */
export function classifyText(page: PageDocument, html: string): Classification | undefined {
  const text = page.lines
    .map((line) => line.text)
    .join('\n')
    .slice(0, 60_000);
  const short = text.length < BLOCK_TEXT;
  if (short) {
    const head = html.slice(0, 200_000);
    // Shops behind such a service load its scripts on every page; a page that names a car is the page itself.
    const names = page.heading !== '' || readName(page.title).make !== undefined;
    const challenge = names ? undefined : CHALLENGES.find(([, mark]) => mark.test(head));
    // Under a heading that names a car the words are the seller's: `cameras at the gate, access denied to all others`.
    const words = BLOCKED_WORDS.exec(`${page.title}\n${page.heading === '' ? text : page.heading}`)?.[0];
    const hasCar = page.scripts.some(
      (script) => script.type.includes('ld+json') && /"(?:Car|Vehicle|Motorcycle|Product)"/.test(script.text),
    );
    if (challenge !== undefined && !hasCar)
      return { kind: 'blocked', reason: `a ${challenge[0]} robot check stands in place of the page` };
    if (words !== undefined && !hasCar) return { kind: 'blocked', reason: `the page is a refusal: "${words}"` };
  }
  const refused = refusalOf(page, html);
  if (refused !== undefined) return { kind: 'blocked', reason: refused };
  const headings = page.lines
    .filter((line) => line.zone !== 'others' && (line.level === 1 || line.level === 2))
    .slice(0, 6)
    .map((line) => line.text.slice(0, 300));
  const prominent = [page.title, ...headings].join('\n');
  const gone =
    GONE.exec(prominent)?.[0] ??
    ALREADY_SOLD.exec(prominent)?.[0] ??
    (short || page.heading === '' ? GONE.exec(notices(page))?.[0] : GONE.exec(bannerText(page))?.[0]);
  if (gone !== undefined) return { kind: 'gone', reason: `the page says "${gone}"` };
  const login = [page.title, headings[0] ?? ''].find((heading) => LOGIN.test(heading));
  if (login !== undefined && page.heading === '') return { kind: 'not_a_vehicle', reason: 'the page asks to log in' };
  return undefined;
}

/** The first short lines of a page: a notice is no sentence in the middle of a seller's prose. */
function notices(page: PageDocument): string {
  return page.lines
    .slice(0, 80)
    .filter((line) => line.text.length < 160)
    .map((line) => line.text)
    .join('\n');
}

/** Short lines right around the main heading, where a site tells that the listing ended. */
function bannerText(page: PageDocument): string {
  const at =
    page.lines.find((line) => line.zone === 'main' && line.text.startsWith(page.heading.slice(0, 40)))?.index ?? 0;
  return page.lines
    .slice(Math.max(0, at - 4), at + 5)
    .filter((line) => line.zone === 'main' && line.text.length < 140)
    .map((line) => line.text)
    .join('\n');
}
