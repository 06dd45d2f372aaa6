import { describe, expect, it } from 'vitest';
import { extractorFor, readableTypes } from '../../src/extract/index.ts';

describe('the registry of formats', () => {
  it.each(readableTypes)('leads %s to a reader that claims it', async (type) => {
    expect((await extractorFor(type))?.types).toContain(type);
  });

  it('lists no type twice', () => {
    expect(new Set(readableTypes).size).toBe(readableTypes.length);
  });

  it('knows no reader for what it does not list', async () => {
    expect(await extractorFor('application/x-nothing')).toBeUndefined();
  });
});
