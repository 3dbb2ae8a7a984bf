/**
 * Figures as people write them on listing pages: `34.990`, `34,990.00`, `34 990`, `34'990`, `6k`, `1.2 Mio`.
 * Invariant: a separator followed by exactly three digits groups thousands; followed by one or two it is a decimal mark.
 */

export interface Figure {
  readonly value: number;
  /** The figure as written, with its multiplier. */
  readonly text: string;
  /** Offset of `text` in the text searched. */
  readonly at: number;
}

/** Lakhs group by two (`12,50,000`); blanks that may group thousands: space, no-break, narrow no-break, thin. */
const GROUPED = String.raw`\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+(?!\d)`;
const FIGURE = new RegExp(
  String.raw`(?<![\d.,])(${GROUPED}|\d{1,12})([.,]\d{1,2}(?!\d))?(?:\s?(k|K|tkm|만|万|mio|Mio|million|Million|lakh|Lakh|lakhs|crore|Crore)(?![a-zA-Z]))?`,
  'g',
);
const TIMES: Readonly<Record<string, number>> = {
  k: 1e3,
  만: 1e4,
  万: 1e4,
  mio: 1e6,
  million: 1e6,
  lakh: 1e5,
  lakhs: 1e5,
  crore: 1e7,
};

/** Every figure in a text, left to right, at most 50. */
export function figuresIn(text: string): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(FIGURE)) {
    const whole = (match[1] ?? '').replace(/\D/g, '');
    const decimals = match[2]?.slice(1);
    const times = TIMES[(match[3] ?? '').toLowerCase()] ?? 1;
    const value = Number(decimals === undefined ? whole : `${whole}.${decimals}`) * times;
    if (Number.isFinite(value)) found.push({ value: Math.round(value * 100) / 100, text: match[0], at: match.index });
    if (found.length === 50) break;
  }
  return found;
}

/** The one figure of a text, or `undefined` when there is none or there are several different ones. */
export function soleFigure(text: string): Figure | undefined {
  const figures = figuresIn(text);
  const first = figures[0];
  return first !== undefined && figures.every((figure) => figure.value === first.value) ? first : undefined;
}
