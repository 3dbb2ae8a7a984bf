/**
 * Refusals however long the page around them is: a title or main heading that refuses, and the mark of a service.
 * Invariant: both must stand there; a shop behind such a service carries its mark on every page, and a members' page may
 * be headed "Access denied" without it.
 */

import { cut } from '../../runtime/text.ts';
import type { PageDocument } from '../document/document.ts';

/** Titles of refusals, and the marks that a refusing service leaves however much a site writes around it. */
const REFUSAL =
  /^\W*(?:(?:(?:sorry, |error:? )(?:40[39]|429|503)?\W*|(?:40[39]|429|503)\W*)?(?:access (?:to this page )?(?:has been |is )?(?:denied|blocked|restricted)|forbidden|just a moment|attention required|pardon (?:our|the) interruption|you (?:have been|are|were) blocked|(?:please )?(?:verify|confirm|prove) (?:that )?you(?:'|’)?(?: a)?re (?:a )?(?:human|not a (?:ro)?bot)|are you (?:a )?(?:human|(?:ro)?bot)|(?:security|robot|bot|human) (?:check|verification|challenge)|unusual (?:traffic|activity)|too many requests|checking your browser|one more step|request (?:blocked|rejected|unsuccessful)|challenge validation)|zugriff (?:verweigert|blockiert)|sicherheitsüberprüfung|einen moment|accès (?:refusé|bloqué|temporairement)|vérification (?:de sécurité|que vous)|acceso (?:denegado|bloqueado)|verifica(?:ción)? de seguridad|acesso (?:negado|bloqueado)|accesso (?:negato|bloccato)|toegang geweigerd|dostęp (?:zabroniony|zablokowany)|odmowa dostępu|přístup (?:odepřen|zamítnut)|доступ (?:ограничен|запрещ[её]н|заблокирован)|подтвердите,? что (?:вы|запросы)|erişim (?:engellendi|reddedildi)|åtkomst nekad|adgang nægtet|pääsy estetty|hozzáférés megtagadva|アクセス(?:が)?(?:拒否|制限)|접근이? (?:차단|거부|제한)|访问(?:被拒绝|受限)|安全验证)/iu;
const SERVICES: ReadonlyArray<readonly [name: string, mark: RegExp]> = [
  ['DataDome', /captcha-delivery\.com|datadome/i],
  [
    'Cloudflare',
    /challenges\.cloudflare\.com|cf-chl-|challenge-platform|_cf_chl_opt|cf-error-details|Cloudflare Ray ID|cf-ray/i,
  ],
  ['PerimeterX', /px-captcha|_pxAppId|perimeterx|px-cdn\.net/i],
  ['Imperva', /_Incapsula_Resource|Incapsula incident|Powered by Imperva|imperva/i],
  ['Akamai', /errors\.edgesuite\.net|Reference(?: #|&#32;&#35;)[\w.&#;]+|akamai/i],
  ['AWS WAF', /awsWafCookieDomainList|aws-waf-token|AwsWafIntegration|token\.awswaf\.com/i],
  ['Kasada', /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/|KPSDK/],
  ['reCAPTCHA', /google\.com\/recaptcha|g-recaptcha/],
  ['hCaptcha', /hcaptcha\.com|h-captcha/],
  ['FriendlyCaptcha', /friendly-?captcha|frc-captcha/i],
  ['GeeTest', /geetest/i],
  ['SmartCaptcha', /smartcaptcha|captcha-api\.yandex/i],
  ['Qrator', /qrator/i],
  ['Radware', /perfdrive|radware|shieldsquare/i],
  ['F5', /support ID is:? ?\d{8,}|TSPD_101/i],
];

/** Why the page is a refusal, in words, or `undefined`. */
export function refusalOf(page: PageDocument, html: string): string | undefined {
  const titles = [page.title, ...page.lines.filter((line) => line.level === 1).map((line) => line.text)];
  const refusal = titles.find((text) => REFUSAL.test(text));
  const service = refusal === undefined ? undefined : SERVICES.find(([, mark]) => mark.test(html.slice(0, 1_000_000)));
  return service === undefined ? undefined : `a ${service[0]} robot check: "${cut(refusal ?? '', 80)}"`;
}
