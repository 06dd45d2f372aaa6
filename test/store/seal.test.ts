import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SealBrokenError, seal, unseal } from '../../src/store/seal.ts';

const key = randomBytes(32);
const sealed = seal(key, Buffer.from('hello'), 'note 1');
const flipped = (at: number) => {
  const copy = Buffer.from(sealed);
  copy[at] = 255 - (copy[at] ?? 0);
  return copy;
};

describe('sealed bytes', () => {
  it('open where they belong', () => {
    expect(unseal(key, sealed, 'note 1').toString()).toBe('hello');
    expect(unseal(key, seal(key, Buffer.alloc(0), 'x'), 'x')).toHaveLength(0);
  });

  it.each<[why: string, key: Buffer, bytes: Buffer, bound: string]>([
    ['by another key', randomBytes(32), sealed, 'note 1'],
    ['in another place', key, sealed, 'note 2'],
    ['with another nonce', key, flipped(0), 'note 1'],
    ['with another tag', key, flipped(12), 'note 1'],
    ['with other text', key, flipped(28), 'note 1'],
    ['without their end', key, sealed.subarray(0, -1), 'note 1'],
    ['with four bytes of their tag', key, seal(key, Buffer.alloc(0), 'x').subarray(0, 16), 'x'],
    ['with nothing of them', key, Buffer.alloc(0), 'x'],
  ])('do not open %s', (_why, by, bytes, bound) => {
    expect(() => unseal(by, bytes, bound)).toThrow(SealBrokenError);
  });
});
