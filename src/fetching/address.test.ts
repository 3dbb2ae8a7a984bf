import { describe, expect, it } from 'vitest';
import { isPublicAddress, parseAllowPrivate } from './address.ts';

const PUBLIC = [
  '1.2.0.3',
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.255.255',
  '223.255.255.255',
  '::ffff:8.8.8.8',
  '2606:4700::6810:84e5',
  '2a00:1450:4001:80b::200e',
];

const NOT_PUBLIC = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1'],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.0.1'],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  '255.255.255.255',
  ...['::', '::1', '::127.0.0.1', '::7f00:1', '::8.8.8.8', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:4136:e378::1', '2001:2::1'],
  ...['2001:10::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:808:808::1', '3fff::1', '4000::1', '5f00::1'],
  ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', '2606:4700::1%eth0', 'fec0::1', 'ff02::1'],
  ...['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '127.0.0.1:80', '[::1]', 'example.com'],
];

describe('isPublicAddress', () => {
  it.each(PUBLIC)('lets %s through', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(NOT_PUBLIC)('refuses "%s"', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('parseAllowPrivate', () => {
  it('reads host:port, IPv6 in brackets, in the spelling of a URL', () => {
    expect([...parseAllowPrivate(['127.0.0.1:8081', '[::1]:9000', 'LocalHost:80'])]).toEqual([
      '127.0.0.1:8081',
      '[::1]:9000',
      'localhost:80',
    ]);
  });

  it('allows nothing when empty', () => {
    expect(parseAllowPrivate([]).size).toBe(0);
  });

  it.each(['127.0.0.1', '::1:80', '*:80', 'http://127.0.0.1:80', 'u@127.0.0.1:80', '127.0.0.1:80/x', 'a:99999', ':80'])(
    'ends the start with a sentence on "%s"',
    (entry) => {
      expect(() => parseAllowPrivate([entry])).toThrow(/must be host:port/);
    },
  );
});
