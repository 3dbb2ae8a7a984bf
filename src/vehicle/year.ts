/**
 * Model years.
 * Invariant: a year lies between the first car (1885) and the model year after next.
 */

/** Makers sell next year's model this year, and announce one more. */
export const LATEST_YEAR = new Date().getUTCFullYear() + 2;
const FIRST_YEAR = 1885;

export function plausibleYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LATEST_YEAR;
}

/**
 * The year a labelled text or a structured value names: `2020`, `2020-08-01T00:00:00Z`, `08/2022`, `2018 (68 reg)`,
 * `01.08.2022`. `undefined` when it names none, or more than one.
 */
export function yearOf(text: string): number | undefined {
  const years = new Set<number>();
  for (const match of text.slice(0, 200).matchAll(/(?<!\d)(?:1[89]|20)\d{2}(?!\d)/g)) years.add(Number(match[0]));
  const [year] = [...years].filter(plausibleYear);
  return years.size === 1 ? year : undefined;
}

/** `sold on March 12, 2026`, `ended 12 March 2026`: the year of a day is no model year. */
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY_OF_YEAR = new RegExp(String.raw`\b(?:${MONTH}\.? \d{1,2}(?:st|nd|rd|th)?,? |\d{1,2} ${MONTH}\.? )$`, 'i');

/** Years in a title, without amounts, distances and sizes that only look like one. */
export function yearsInTitle(text: string): Array<{ readonly year: number; readonly at: number }> {
  const found: Array<{ year: number; at: number }> = [];
  for (const match of text.matchAll(
    /(?<![\d$€£#.,])((?:1[89]|20)\d{2})(?![\d]|[.,]\d|\s?(?:km|miles|mi\b|cc|ccm|kg|hp|ps|kw|€|£|\$|rpm|mm|zł|kč))/gi,
  )) {
    const year = Number(match[1]);
    if (plausibleYear(year) && !DAY_OF_YEAR.test(text.slice(Math.max(0, match.index - 20), match.index)))
      found.push({ year, at: match.index });
  }
  return found;
}
