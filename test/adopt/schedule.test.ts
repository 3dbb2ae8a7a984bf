import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

test('the reconcile has a schedule that the queue understands, or the start says what is wrong with it', () => {
  expect(readConfig({}).reconcileCron).toBe('*/5 * * * *');
  expect(readConfig({ RECONCILE_CRON: ' 0 3 * * 1 ' }).reconcileCron).toBe('0 3 * * 1');
  for (const wrong of ['hourly', '* * * *', '61 * * * *', '*/5 * * * * *']) {
    expect(() => readConfig({ RECONCILE_CRON: wrong }), wrong).toThrow(/RECONCILE_CRON: must be five fields/);
  }
});
