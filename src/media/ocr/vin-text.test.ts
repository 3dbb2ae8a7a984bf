import { describe, expect, it } from 'vitest';
import { findVins } from './vin-text.ts';

const HONDA = '1HGCM82633A004352';
const HYUNDAI = 'KM8K2CAB4PU001140';

describe('findVins', () => {
  it.each([
    HONDA,
    `VIN: ${HONDA}`,
    `VN ${HONDA}`,
    `V1N:${HONDA}`,
    `VN${HONDA}`,
    `MFD 04/12\nVIN ${HONDA} TYPE`,
    '1HG CM826 33A 004352',
    `* ${HONDA} *`,
    HONDA.toLowerCase(),
  ])('reads the VIN out of "%s"', (text) => {
    expect(findVins(text).believable).toEqual([HONDA]);
  });

  it('reads two VINs as two', () => {
    expect(findVins(`${HONDA}\n${HYUNDAI}`).believable).toEqual([HONDA, HYUNDAI]);
    expect(findVins(`${HONDA} ${HYUNDAI}`).believable).toEqual([HONDA, HYUNDAI]);
  });

  it.each([
    ['with a wrong check digit', '1HGCM82643A004352'],
    ['of a maker nobody knows, made of a label and a part of another', 'VN1HG71K2M8LR4448'],
    ['without a check digit', 'WVWZZZ1JZ3W386752'],
  ])('keeps one %s as a candidate', (_, text) => {
    expect(findVins(text)).toEqual({ believable: [], candidates: [text] });
  });

  it.each([
    ['shorter', HONDA.slice(1)],
    ['longer', `${HONDA}7`],
    ['a window of a longer run', `AB${HONDA}CD`],
    ['only digits', '12345678901234567'],
    ['only letters', 'ABCDEFGHJKLMNPRST'],
    ['nothing', ''],
  ])('finds nothing in what is %s', (_, text) => {
    expect(findVins(text)).toEqual({ believable: [], candidates: [] });
  });

  it('repairs nothing: a letter O stays a letter, and the check digit fails with it', () => {
    expect(findVins('1HGCM82633AOO4352')).toEqual({ believable: [], candidates: [] });
  });
});
