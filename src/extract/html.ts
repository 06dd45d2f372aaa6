/**
 * HTML pages: what is shown, what is hidden, `data:` parts.
 *
 * Source: WHATWG HTML; RFC 2397 (`data:` addresses).
 */
import { decodeText } from './charset.ts';
import type { ChildFound, Extractor, Found } from './extractor.ts';
import { readHtml } from './html-text.ts';

const TYPES = ['text/html', 'application/xhtml+xml'];

export const html: Extractor = {
  format: 'html',
  types: TYPES,

  *extract(bytes, { charset }): Generator<Found> {
    const { runs, dataAddresses } = readHtml(decodeText(bytes, charset ?? declaredCharset(bytes)));
    for (const run of runs) yield { kind: 'segment', ...run };
    yield* dataParts(dataAddresses);
  },
};

/** The charset that the page names in its first KiB (WHATWG HTML 13.2.3.2). */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? /^\s*<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1]
  );
}

/** Parts written as `data:` addresses, named by their order. */
export function* dataParts(addresses: readonly string[]): Generator<ChildFound> {
  for (const [index, address] of addresses.entries()) {
    const comma = address.indexOf(',');
    const declaredType =
      address.slice(address.indexOf(':') + 1, Math.max(0, comma)).replace(/;base64$/i, '') || 'text/plain';
    const extension = /^\w+\/([a-z0-9]{1,5})\b/i.exec(declaredType)?.[1] ?? 'bin';
    yield {
      kind: 'child',
      name: `data-${index + 1}.${extension}`,
      declaredType,
      open: async () => decodeData(address, comma),
    };
  }
}

function decodeData(address: string, comma: number): Buffer {
  const written = address.slice(comma + 1);
  const bytes = written.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /;\s*base64\s*$/i.test(address.slice(0, comma)) ? Buffer.from(bytes, 'base64') : Buffer.from(bytes, 'latin1');
}
