/**
 * Moments as pages write them: epoch seconds or milliseconds, ISO 8601, dates with a time and a zone, and countdowns.
 * Invariant: a time without a zone names no moment; a countdown names one only together with the time it was read.
 */

/** Minutes east of UTC, by abbreviation. `IST`, `AST` and the like mean several zones and are not here. */
const FIXED: Readonly<Record<string, number>> = {
  ...{ UTC: 0, GMT: 0, Z: 0, WET: 0, BST: 60, CET: 60, WEST: 60, CEST: 120, EET: 120, EEST: 180, MSK: 180 },
  ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420, AKST: -540 },
  ...{ JST: 540, KST: 540, AWST: 480, ACST: 570, ACDT: 630, AEST: 600, AEDT: 660, NZST: 720, NZDT: 780 },
};
/** Zones named without saying whether summer time holds. */
const SEASONAL: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CLOCK = String.raw`(\d{1,2})(?::(\d\d))?(?::(\d\d))?\s*(?:([apAP])\.?[mM]\.?\s*)?\(?([A-Z]{1,4})\b`;
const WRITTEN: ReadonlyArray<readonly [pattern: RegExp, order: 'mdy' | 'dmy' | 'ymd']> = [
  [
    new RegExp(
      String.raw`\b([A-Z][a-z]{2})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}),?\s*(?:(?:at|@|-|–|·)\s*)?${CLOCK}`,
    ),
    'mdy',
  ],
  [
    new RegExp(
      String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Z][a-z]{2})[a-z]*\.?,?\s+(\d{4}),?\s*(?:(?:at|@|-|–|·)\s*)?${CLOCK}`,
    ),
    'dmy',
  ],
  [new RegExp(String.raw`\b(\d{4})-(\d\d)-(\d\d)[ T]${CLOCK}`), 'ymd'],
];

function iso(time: number): string | undefined {
  return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : undefined;
}

/** ISO 8601 in UTC, or `undefined` when the text names no single moment. */
export function datetimeOf(text: string): string | undefined {
  const value = text.trim();
  if (/^\d{10}(?:\.\d+)?$/.test(value)) return iso(Number(value) * 1000);
  if (/^\d{13}$/.test(value)) return iso(Number(value));
  const dotNet = /^\/Date\((\d{13})\)\/$/.exec(value)?.[1];
  if (dotNet !== undefined) return iso(Number(dotNet));
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/.test(value))
    return iso(Date.parse(value));
  for (const [pattern, order] of WRITTEN) {
    const match = pattern.exec(value);
    if (match === null) continue;
    const [, a = '', b = '', c = '', hour = '', minute = '0', second = '0', half, zone = ''] = match;
    const [year, month, day] =
      order === 'mdy'
        ? [Number(c), MONTHS.indexOf(a.toLowerCase()) + 1, Number(b)]
        : order === 'dmy'
          ? [Number(c), MONTHS.indexOf(b.toLowerCase()) + 1, Number(a)]
          : [Number(a), Number(b), Number(c)];
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    if (month < 1 || month > 12 || day < 1 || day > 31 || hours > 23) return undefined;
    const local = Date.UTC(year, month - 1, day, hours, Number(minute), Number(second));
    const offset = FIXED[zone] ?? seasonal(SEASONAL[zone], local);
    return offset === undefined ? undefined : iso(local - offset * 60_000);
  }
  return undefined;
}

/** Minutes east of UTC of a named zone at a local time; the hour of the change itself may fall on either side. */
function seasonal(zone: string | undefined, local: number): number | undefined {
  if (zone === undefined) return undefined;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(local);
  const match = /([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400, t: 86_400, h: 3_600, s: 3_600, m: 60 };

/** Seconds of a countdown (`2 days 4 hours`, `5h 12m`, `1d 03:12:44`, `03:12:44`), or `undefined`. */
export function durationOf(text: string): number | undefined {
  const value = text.trim().toLowerCase();
  if (value.length > 40) return undefined;
  const clock = /^(?:(\d{1,3})\s*d(?:ays?)?[\s,]*)?(\d{1,2}):(\d\d):(\d\d)$/.exec(value);
  if (clock !== null)
    return Number(clock[1] ?? 0) * 86_400 + Number(clock[2]) * 3_600 + Number(clock[3]) * 60 + Number(clock[4]);
  const parts = [
    ...value.matchAll(
      /(\d{1,3})\s*(d(?:ays?)?|tage?n?|h(?:(?:ou)?rs?)?|std\.?|stunden?|m(?:in(?:ute)?(?:n|s)?)?|s(?:ec(?:ond)?s?)?)(?![a-z])/g,
    ),
  ];
  if (parts.length === 0 || value.replace(/\d{1,3}\s*[a-z.]+|[\s,:]|and|und/g, '') !== '') return undefined;
  return parts.reduce((sum, [, count, unit = '']) => {
    const seconds = /^s(?:ec|$)/.test(unit) ? 1 : (UNITS[unit[0] ?? ''] ?? 0);
    return sum + Number(count) * seconds;
  }, 0);
}
