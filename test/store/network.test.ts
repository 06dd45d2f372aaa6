import { expect, it } from 'vitest';
import { networkOf } from '../../src/store/network.ts';

const rows: [address: string, network: string][] = [
  ['192.0.2.9', '192.0.2.9'],
  ['::ffff:192.0.2.9', '192.0.2.9'],
  ['2001:db8:7:1:a:b:c:d', '2001:db8:7:1::/64'],
  ['2001:db8:7:1::d', '2001:db8:7:1::/64'],
  ['2001:0DB8::d', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
];
it.each(rows)('counts the tries of %s for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
