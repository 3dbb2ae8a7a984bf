import { describe, expect, test } from 'vitest';
import { HostSeats, type Seat } from './host-seats.ts';

function keeper(seats: number) {
  const clock = { ms: 0 };
  const keeping = new HostSeats({ seats, now: () => clock.ms });
  const take = (host: string, holder: string): Seat => {
    const seat = keeping.take(host, holder);
    if (typeof seat === 'string') throw new Error(seat);
    return seat;
  };
  return { clock, keeping, take };
}

describe('the seats of a daemon', () => {
  test('one host holds half of them, and one vehicle holds one however many requests it makes', () => {
    const { keeping, take } = keeper(8);
    for (const host of ['a.example', 'b.example']) take(host, 'v').leave(100);
    const first = take('a.example', 'v1');
    take('a.example', 'v1');
    const seats = ['v2', 'v3', 'v4'].map((vehicle) => take('a.example', vehicle));
    expect(keeping.take('a.example', 'v5')).toBe('a.example has its share of the seats: waits for one of 4');
    take('b.example', 'v5');
    expect(keeping.figures()).toEqual({ inTime: 5, slow: 0 });
    first.leave(100);
    expect(keeping.take('a.example', 'v6')).toMatch(/waits/);
    expect(seats.map((seat) => seat.turnedSlow())).toEqual([true, true, false]);
  });

  test('one page that hangs keeps no other of a site that is well from its seat, two in a row do', () => {
    const { keeping, take } = keeper(4);
    take('a.example', 'v').leave(100);
    const hangs = take('a.example', 'v1');
    expect(hangs.turnedSlow()).toBe(true);
    take('a.example', 'v2').leave(100);
    const two = [take('a.example', 'v3'), take('a.example', 'v4')];
    expect(keeping.take('a.example', 'v5')).toBe('a.example has its share of the seats: waits for one of 2');
    expect(keeping.figures()).toEqual({ inTime: 2, slow: 1 });
    hangs.leave(30_000);
    expect(two.map((seat) => seat.turnedSlow())).toEqual([true, false]);
    expect(keeping.take('a.example', 'v5')).toBe('a.example answers slowly: waits for one of 1 seat for slow hosts');
  });

  test('hosts that answer slowly hold a quarter together, and the next request is broken off', () => {
    const { take, keeping } = keeper(8);
    for (const name of ['a', 'b', 'c', 'quick']) take(`${name}.example`, name).leave(100);
    const slow = ['a', 'b', 'c'].map((name) => [take(`${name}.example`, name), take(`${name}.example`, name)]);
    expect(slow.map((requests) => requests.map((seat) => seat.turnedSlow()))).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    for (const seat of slow[2] ?? []) seat.leave(3_000);
    expect(keeping.take('c.example', 'd')).toBe('c.example answers slowly: waits for one of 2 seats for slow hosts');
    expect(typeof keeping.take('quick.example', 'd')).toBe('object');
    for (const seat of slow[0] ?? []) seat.leave(9_000);
    expect(typeof keeping.take('c.example', 'e')).toBe('object');
    expect(keeping.figures()).toEqual({ inTime: 1, slow: 2 });
  });

  test('a quick answer or five minutes make a slow host like any other', () => {
    const { clock, take, keeping } = keeper(4);
    const seat = take('a.example', 'v1');
    seat.turnedSlow();
    seat.leave(4_000);
    const busy = take('b.example', 'v2');
    expect(busy.turnedSlow()).toBe(true);
    expect(keeping.take('a.example', 'v3')).toMatch(/slowly/);
    clock.ms += 300_001;
    take('a.example', 'v3').leave(200);
    busy.leave(100);
    expect(keeping.figures()).toEqual({ inTime: 0, slow: 0 });
    const again = take('b.example', 'v4');
    expect(keeping.figures()).toEqual({ inTime: 1, slow: 0 });
    again.leave(undefined);
  });

  test('a host that has answered in time before is tried again soon, each time it is slow again twice as late', () => {
    const { clock, keeping, take } = keeper(8);
    take('a.example', 'v').leave(100);
    for (const host of ['b.example', 'c.example']) take(host, host).turnedSlow();
    const slowAgain = (): void => {
      const seat = take('a.example', 'v');
      seat.turnedSlow();
      seat.leave(3_000);
    };
    slowAgain();
    for (const seconds of [5, 10, 20, 40, 80, 160, 300, 300]) {
      slowAgain();
      clock.ms += seconds * 1_000 - 1;
      expect(keeping.take('a.example', 'v')).toMatch(/answers slowly/);
      clock.ms += 1;
    }
    take('a.example', 'v').leave(100);
    expect(keeping.answersInTime('a.example')).toBe(true);
  });

  test('hosts of which nothing is known hold a quarter together', () => {
    const { keeping, take } = keeper(8);
    take('proven.example', 'v').leave(100);
    const unknown = ['a', 'b'].map((name) => take(`${name}.example`, name));
    expect(keeping.take('e.example', 'e')).toBe(
      'e.example has not answered yet: waits for one of 2 seats for hosts not known',
    );
    take('proven.example', 'v');
    unknown[0]?.leave(200);
    take('e.example', 'e');
  });

  test('the more are refused at a host, the longer they stay away', () => {
    const { clock, keeping, take } = keeper(4);
    const seat = take('a.example', 'v0');
    clock.ms += 2_000;
    for (let n = 1; n <= 15; n += 1) keeping.take('a.example', `v${n}`);
    expect(keeping.restMs('a.example')).toBe(7_500);
    for (let n = 16; n <= 40; n += 1) keeping.take('a.example', `v${n}`);
    expect(keeping.restMs('a.example')).toBe(10_000);
    for (let n = 41; n <= 401; n += 1) keeping.take('a.example', `v${n}`);
    expect(keeping.restMs('a.example')).toBe(40_100);
    seat.leave(100);
    take('a.example', 'v1');
    expect(keeping.restMs('a.example')).toBe(40_000);
    expect(keeping.restMs('b.example')).toBe(0);
    clock.ms += 300_000;
    expect(keeping.restMs('a.example')).toBe(0);
  });

  test('they come back as fast as seats of the host come free', () => {
    const { clock, keeping, take } = keeper(8);
    for (let n = 0; n < 20; n += 1) {
      const seat = take('a.example', 'v');
      clock.ms += 120;
      seat.leave(120);
    }
    const busy = ['v1', 'v2', 'v3', 'v4'].map((vehicle) => take('a.example', vehicle));
    for (let n = 1; n <= 10; n += 1) keeping.take('a.example', `w${n}`);
    expect(keeping.restMs('a.example')).toBeCloseTo(10 * 30, 6);
    clock.ms += 30_000;
    for (const seat of busy) seat.leave(undefined);
    for (const vehicle of ['x1', 'x2', 'x3', 'x4']) take('a.example', vehicle);
    keeping.take('a.example', 'z');
    expect(keeping.restMs('a.example')).toBe(500);
  });
});
