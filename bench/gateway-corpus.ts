/**
 * The mail that the gateway is measured on: bodies of two sizes, and a mix in which two of five messages carry a
 * document. Seeded prose without a Confidential Matter, so that everything is relayed.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { withDocuments } from './extract-documents.ts';

export interface Corpus {
  readonly name: string;
  readonly messages: readonly Buffer[];
}

const WORDS =
  'the garden path runs along a wall of old brick where roses climb and bees come in June while the kettle boils and somebody reads out the cricket score from a paper that is two days old but nobody minds because the cake is good and rain stays away until the last guest has gone home by train'.split(
    ' ',
  );
const MIX: Readonly<Record<string, number>> = { body: 60, docx: 15, pdf: 15, xlsx: 5, odt: 3, rtf: 2 };
/** In bytes. Most bodies are small, a few are large: as many from one size to its double as from that to its own. */
const BODY = { least: 1_300, most: 29_000 };
const COVER = { least: 300, most: 3_000 };

export function bodies(name: string, sizeBytes: number, count: number): Corpus {
  return { name, messages: Array.from({ length: count }, (_, index) => message(index, prose(index, sizeBytes))) };
}

/** Makes the documents for the time of `work`. */
export async function withMix(count: number, work: (corpus: Corpus) => Promise<void>): Promise<void> {
  const formats = Object.keys(MIX).filter((format) => format !== 'body');
  await withDocuments(formats, async (documents) => {
    const kinds = Object.entries(MIX).flatMap(([kind, share]) => Array.from({ length: share }, () => kind));
    const messages = Array.from({ length: count }, (_, index) => {
      // Neighbours differ: 37 and 100 have no common divisor.
      const kind = kinds[(index * 37) % kinds.length] ?? 'body';
      const made = documents.get(kind) ?? [];
      const text = prose(index, sizeOf(index, kind === 'body' ? BODY : COVER));
      const file = made[index % Math.max(1, made.length)]?.file;
      return file ? message(index, text, file) : message(index, text);
    });
    await work({ name: 'mix', messages });
  });
}

/** Sizes of neighbours differ, and lie as the logarithm of their bounds does. */
function sizeOf(index: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.round(least * (most / least) ** (((index * 7_919) % 1_000) / 1_000));
}

function prose(seed: number, sizeBytes: number): string {
  let state = seed * 2_654_435_761 + 1;
  let line = '';
  const lines: string[] = [];
  for (let bytes = 0; bytes < sizeBytes; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    line += `${WORDS[(state >>> 8) % WORDS.length]} `;
    if (line.length < 72) continue;
    lines.push(line.trimEnd());
    bytes += line.length + 1;
    line = '';
  }
  return lines.join('\r\n');
}

function message(index: number, text: string, file?: string): Buffer {
  const header = [
    'From: a.khan@party.example',
    'To: sam.pickard@kitchen.example',
    `Subject: garden party ${index}`,
    `Message-ID: <${index}@party.example>`,
    'Date: Tue, 24 Nov 2026 09:00:00 +0000',
    'Precedence: bulk',
    'MIME-Version: 1.0',
  ];
  if (!file) return Buffer.from([...header, 'Content-Type: text/plain', '', text, ''].join('\r\n'));
  const encoded = readFileSync(file)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n');
  return Buffer.from(
    [
      ...header,
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      text,
      '--b',
      `Content-Type: application/octet-stream; name="${basename(file)}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${basename(file)}"`,
      '',
      encoded,
      '--b--',
      '',
    ].join('\r\n'),
  );
}
