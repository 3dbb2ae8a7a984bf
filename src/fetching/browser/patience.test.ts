import { describe, expect, test } from 'vitest';
import { Patience, type Step, type Verdict } from './patience.ts';

/** Plays a page: what it shows from when on, and what that is judged to be; gives the end and when it came. */
function play(
  shows: readonly (readonly [from: number, signature: string, verdict: Verdict])[],
  more: { busyUntil?: number; scrolls?: number } = {},
): { readonly end: Step; readonly at: number; readonly steps: readonly Step[] } {
  const patience = new Patience(0, 20_000);
  const steps: Step[] = [];
  let scrolls = more.scrolls ?? 0;
  for (let now = 100; now < 60_000; now += 100) {
    const [, signature = '', verdict = 'nothing'] = shows.findLast(([from]) => from <= now) ?? [];
    const step = patience.next({ now, signature, busy: now < (more.busyUntil ?? 0), canScroll: scrolls > 0 });
    if (step !== 'wait') steps.push(step);
    if (step === 'judge') patience.judged(signature, verdict);
    else if (step === 'scroll') scrolls -= 1;
    else if (step !== 'wait' && step !== 'decline') return { end: step, at: now, steps };
  }
  throw new Error('it never ended');
}

describe('a page in the browser', () => {
  test('that says all that is wanted ends as soon as it rests', () => {
    expect(play([[0, 'car', 'complete']])).toMatchObject({ end: 'complete', at: 500, steps: ['judge', 'complete'] });
  });

  test('is waited for as long as something is under way, and judged when it has come', () => {
    const { end, at } = play(
      [
        [0, 'shell', 'nothing'],
        [4_000, 'car', 'complete'],
      ],
      { busyUntil: 4_000 },
    );
    expect({ end, at }).toEqual({ end: 'complete', at: 4_400 });
  });

  test('that lacks something is given a silence, and more of one while it says nothing of a vehicle', () => {
    expect(play([[0, 'half', 'lacking']]).at).toBe(3_600);
    expect(play([[0, 'shell', 'nothing']])).toMatchObject({
      end: 'quiet',
      at: 6_100,
      steps: ['judge', 'decline', 'quiet'],
    });
  });

  test('that is late by three seconds is not missed', () => {
    expect(
      play([
        [0, 'shell', 'nothing'],
        [3_000, 'car', 'complete'],
      ]).end,
    ).toBe('complete');
  });

  test('is gone down to its end, step by step, before it is done', () => {
    const { steps } = play([[0, 'car', 'complete']], { scrolls: 3 });
    expect(steps).toEqual(['judge', 'scroll', 'scroll', 'scroll', 'complete']);
    expect(play([[0, 'car', 'complete']], { scrolls: 99 }).steps.filter((step) => step === 'scroll')).toHaveLength(12);
  });

  test('that never rests is judged all the same, and ends once it has said all twice, or at the deadline', () => {
    const restless = (verdict: Verdict) =>
      play(Array.from({ length: 600 }, (_, i) => [i * 100, `state ${i}`, verdict] as const));
    expect(restless('complete')).toMatchObject({ end: 'complete', steps: ['judge', 'judge', 'complete'] });
    expect(restless('lacking')).toMatchObject({ end: 'deadline', at: 20_000 });
  });

  test('that refuses ends at once', () => {
    expect(play([[0, 'check', 'refused']]).end).toBe('refused');
  });
});
