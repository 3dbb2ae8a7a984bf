/**
 * What becomes of each request that a page makes.
 * Invariant: pictures, styles, fonts, media, pings and trackers are never sent; what stands in their place keeps the page
 * from taking them for missing, so that the addresses in its markup stay as they are.
 */

/** `picture`, `style`: answered here, with an empty one. `drop`: it fails. */
export type Fate = 'send' | 'picture' | 'style' | 'drop';

/** The kinds of Chromium that can bring words or data of a listing. */
const SENT: ReadonlySet<string> = new Set([
  'document',
  'script',
  'xhr',
  'fetch',
  'eventsource',
  'websocket',
  'preflight',
]);

/** Who measures, advertises and watches; none of them ever brings a listing. */
const TRACKERS: ReadonlySet<string> = new Set(
  `google-analytics.com googletagmanager.com googletagservices.com googlesyndication.com googleadservices.com doubleclick.net
  facebook.net facebook.com hotjar.com hotjar.io clarity.ms segment.com segment.io amplitude.com mixpanel.com heap.io
  fullstory.com mouseflow.com crazyegg.com optimizely.com criteo.com criteo.net taboola.com outbrain.com adnxs.com
  amazon-adsystem.com scorecardresearch.com quantserve.com newrelic.com nr-data.net sentry.io datadoghq.com
  datadoghq-browser-agent.com browser-intake-datadoghq.com bugsnag.com rubiconproject.com pubmatic.com openx.net
  casalemedia.com bing.com licdn.com ads-twitter.com tiktok.com pinimg.com snapchat.com sc-static.net braze.com
  chartbeat.com chartbeat.net parsely.com matomo.cloud plausible.io onesignal.com intercom.io drift.com`.split(/\s+/),
);

export function fateOf(request: { readonly type: string; readonly url: URL; readonly method: string }): Fate {
  const { type, url, method } = request;
  if (url.protocol === 'data:' || url.protocol === 'blob:') return 'send';
  if (type === 'image') return 'picture';
  if (type === 'stylesheet') return 'style';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'drop';
  // A form that is sent changes something at the site; data may be asked for with POST as well.
  if (type === 'document' && method !== 'GET') return 'drop';
  return SENT.has(type) && !isTracker(url.hostname) ? 'send' : 'drop';
}

function isTracker(hostname: string): boolean {
  const labels = hostname.split('.');
  return labels.some((_, at) => TRACKERS.has(labels.slice(at).join('.')));
}

/** Of one owner, as far as names tell: the same but for `www.`, one below the other, or below the same name. */
export function isOfSite(hostname: string, site: string): boolean {
  return hostname === site || ownName(hostname) === ownName(site);
}

/** `example.co.uk` of `api.example.co.uk`: a second label of up to three letters before a country belongs to that. */
function ownName(hostname: string): string {
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  const labels = hostname.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}
