import { describe, expect, test } from 'vitest';
import type { HostBacklog } from '../database/statements/catalogue-overview.ts';
import { forecast, type Pace } from './forecast.ts';

const host = (name: string, vehicles: number, more: Partial<HostBacklog> = {}): HostBacklog => ({
  host: name,
  vehicles,
  parked: 0,
  interval_seconds: null,
  ...more,
});

const pace = (more: Partial<Pace>): Pace => ({
  livingDaemons: 1,
  backlog: [],
  estimated: false,
  pauses: [],
  settled: { vehicles: 0, seconds: 0 },
  queue: { ready: 0, recogniser: 0, oldestSeconds: 0 },
  freeSeats: 0,
  configuredInterval: 1,
  ...more,
});

describe('the forecast', () => {
  test('of no backlog is that it is clear', () => {
    expect(forecast(pace({}))).toMatchObject({ clearInSeconds: 0, limit: 'nothing' });
  });

  test('without a daemon is never', () => {
    const seen = forecast(pace({ livingDaemons: 0, backlog: [host('a.example', 3)] }));
    expect(seen).toMatchObject({ clearInSeconds: null, limit: 'no_daemon' });
  });

  test('of vehicles in line is as many turns, and the site is named with its pace', () => {
    const waiting = host('a.example', 40, { parked: 40, interval_seconds: 5 });
    const seen = forecast(pace({ backlog: [host('b.example', 1), waiting] }));
    expect(seen).toMatchObject({ clearInSeconds: 200, limit: 'site', host: 'a.example' });
    expect(seen.sentence).toContain('one page every 5.0 s');
  });

  test('counts vehicles whose turn was not asked for yet as well', () => {
    const waiting = host('a.example', 50, { parked: 40, interval_seconds: 5 });
    expect(forecast(pace({ backlog: [waiting] })).clearInSeconds).toBe(250);
  });

  test('names a pause and its reason', () => {
    const pauses = [{ host: 'a.example', seconds: 600, reason: 'robot check' }];
    const seen = forecast(pace({ backlog: [host('a.example', 2)], pauses }));
    expect(seen).toMatchObject({ clearInSeconds: 602, limit: 'site' });
    expect(seen.sentence).toMatch(/left in peace for another 10 min \(robot check\)/);
  });

  const busy = {
    backlog: Array.from({ length: 100 }, (_, n) => host(`h${n}.example`, 6)),
    settled: { vehicles: 300, seconds: 300 },
  };

  test('is the rate of the last minutes when jobs wait for seats', () => {
    const seen = forecast(pace({ ...busy, queue: { ready: 500, recogniser: 10, oldestSeconds: 60 } }));
    expect(seen).toMatchObject({ clearInSeconds: 600, limit: 'seats' });
    expect(seen.sentence).toContain('60 vehicles a minute');
  });

  test('names the recogniser when most jobs wait for it, and the database when jobs wait while seats are free', () => {
    const jammed = { ready: 500, recogniser: 400, oldestSeconds: 60 };
    expect(forecast(pace({ ...busy, queue: jammed, freeSeats: 8 }))).toMatchObject({ limit: 'recogniser' });
    const slow = { ready: 500, recogniser: 0, oldestSeconds: 60 };
    expect(forecast(pace({ ...busy, queue: slow, freeSeats: 8 }))).toMatchObject({ limit: 'database' });
    // A job that came a moment ago proves nothing.
    const new_ = { ...slow, oldestSeconds: 1 };
    expect(forecast(pace({ ...busy, queue: new_, freeSeats: 8 }))).toMatchObject({ limit: 'seats' });
  });

  test('does not take one vehicle settled a moment ago for a rate of many a second', () => {
    const seen = forecast(
      pace({ backlog: [host('a.example', 10)], settled: { vehicles: 1, seconds: 0.01 }, configuredInterval: 0 }),
    );
    expect(seen.clearInSeconds).toBe(50);
  });

  test('is unknown when nothing was settled lately', () => {
    const seen = forecast(pace({ backlog: [host('a.example', 10)], configuredInterval: 0 }));
    expect(seen).toMatchObject({ clearInSeconds: null, limit: 'unknown' });
  });
});
