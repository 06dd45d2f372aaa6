/**
 * The second reader of PDF, by `pdf-parse`: for files that PDFium cannot open. Two engines forgive different mistakes.
 */
import { PasswordException, PDFParse } from 'pdf-parse';
import type { Found } from './extractor.ts';
import { xmp } from './xmp.ts';

/** Text page by page. Throws what pdf-parse throws: then the file is `corrupt` to both. */
export async function* readBySecond(bytes: Uint8Array, pagesLeft: number): AsyncGenerator<Found> {
  const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const { pages, total } = await parser.getText({ pageJoiner: '', first: pagesLeft });
    yield { kind: 'count', of: 'pages', there: total, read: pages.length };
    for (const { num, text } of pages) yield { kind: 'segment', place: 'body', text, mark: `page ${num}` };
    if (pages.length < total) yield { kind: 'unscannable', reason: 'too-large' };
    // Drawing for OCR is the first engine's work, and it could not open the file.
    if (pages.some(({ text }) => text.trim() === '')) yield { kind: 'unscannable', reason: 'corrupt' };
  } catch (error) {
    if (!(error instanceof PasswordException)) throw error;
    yield { kind: 'unscannable', reason: 'encrypted' };
  } finally {
    await parser.destroy();
  }
}

/** Texts of some pages, by their index, with what a page says in fonts that only this engine knows; undefined where it fails at the file. */
export async function pagesBySecond(
  bytes: Uint8Array,
  indexes: readonly number[],
): Promise<Map<number, string> | undefined> {
  const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const { pages } = await parser.getText({ pageJoiner: '', partial: indexes.map((index) => index + 1) });
    return new Map(pages.map(({ num, text }) => [num - 1, text]));
  } catch {
    return undefined; // whatever it stumbles over: the pages are read as pictures then
  } finally {
    await parser.destroy();
  }
}

/** What an XMP packet says of a file whose strings and streams are encrypted, though anybody may open it. */
export async function* metadataBySecond(bytes: Uint8Array): AsyncGenerator<Found> {
  const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const { metadata } = await parser.getInfo();
    const packet: string | null | undefined = metadata?.getRaw();
    if (packet) yield* xmp(Buffer.from(packet));
  } catch (error) {
    // Its pages are open to everybody, the files that it carries are not.
    if (!(error instanceof PasswordException)) throw error;
    yield { kind: 'unscannable', reason: 'encrypted' };
  } finally {
    await parser.destroy();
  }
}
