/**
 * What is kept of a held message for its reviewers: where it stands in the queue, what search finds it by, what it is
 * compared with later, and its text, sealed.
 *
 * Subject, addresses and names of parts are searched; what stands in the parts is sealed and is not, unless the policy
 * wants its words searched (`review: { index-content: true }`). Threads and parts are compared by keyed hashes, so that
 * the table says nothing of them to who has no key.
 */
import { createHmac } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { Document, MessageHead, Part } from '../document/document.ts';
import type { Inspection } from '../inspect.ts';
import { seal, unseal } from './seal.ts';

const deflate = promisify(deflateRaw);

/** What a reviewer reads of a held message: its parts as text, and what its header said. */
export interface HeldText {
  readonly head: Pick<MessageHead, 'subject' | 'from' | 'to' | 'cc' | 'bcc' | 'headers'> | null;
  readonly parts: readonly Part[];
  /** Parts of which the end, or everything, was left out because the whole is too long to show. */
  readonly cut: readonly string[];
}

export interface HoldFacts {
  readonly gravity: number;
  readonly isStrictly: boolean;
  readonly thread: readonly Buffer[];
  readonly prints: readonly Buffer[];
  readonly words: readonly string[];
}

/** UTF-16 units of text that a page is made from at most; a person reads no more, and evidence is quoted besides. */
const LONGEST_TEXT = 4_000_000;
/** Shorter parts (a greeting, a signature) are alike without being the same document. */
const SHORTEST_PRINT = 200;
const HASH_BYTES = 16;
const MOST_WORDS = 400;
/** Of what a message says, where the policy has it searched: PostgreSQL takes a megabyte of words for one row. */
const MOST_CONTENT_WORDS = 10_000;
const MOST_CONTENT_LETTERS = 400_000;

export function holdFactsOf(
  { findings, gravity, document, head, login, from, recipients, isSearchable }: Inspection,
  key: Uint8Array,
): HoldFacts {
  const parts = document?.parts ?? [];
  const texts = parts.map(({ segments }) => segments.map(({ text }) => text).join('\n'));
  return {
    gravity,
    isStrictly: findings.some(({ strictly }) => strictly),
    thread: threadOf(head).map((id) => printOf(key, `thread ${id}`)),
    prints: [
      ...findings.flatMap(({ fingerprints }) => fingerprints.map(({ id }) => printOf(key, `fingerprint ${id}`))),
      ...texts.filter((text) => text.length >= SHORTEST_PRINT).map((text) => printOf(key, `part ${text}`)),
    ],
    words: [
      ...new Set([
        ...searchWords([
          head?.subject ?? '',
          ...[login ?? '', ...from, ...recipients].flatMap(addressWords),
          ...(head ? [...head.from, ...head.to, ...head.cc].map(({ name }) => name) : []),
          ...parts.map(({ path }) => path),
        ]),
        ...(isSearchable ? contentWords(texts) : []),
      ]),
    ],
  };
}

function printOf(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, HASH_BYTES);
}

/** Ids of the message and of those that it answers (RFC 5322, 3.6.4). */
function threadOf(head: MessageHead | null): string[] {
  if (!head) return [];
  const named = head.headers.filter(({ name }) => /^(?:message-id|in-reply-to|references)$/i.test(name));
  return [...new Set(named.flatMap(({ value }) => value.match(/<[^<>\s]{1,500}>/g) ?? []))].slice(0, 100);
}

/** Whole, and in its pieces: `p.osei@home.example` is found by `osei` as well. */
function addressWords(address: string): string[] {
  return [address, ...address.split(/[@.+_-]/)];
}

/** Words as search compares them: small letters, without accents. Also for what is searched for. */
export function searchWords(texts: readonly string[], most = MOST_WORDS): string[] {
  const plain = texts.map((text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  const words = plain.flatMap((text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}@.+_-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? []);
  const pieces = words.flatMap((word) => (/[@.+_-]/.test(word) ? [word, ...word.split(/[@.+_-]+/)] : [word]));
  return [...new Set(pieces.filter(Boolean).map((word) => word.slice(0, 100)))].slice(0, most);
}

/** Words of what the parts say, as far as one row holds them. */
export function contentWords(texts: readonly string[]): string[] {
  let letters = 0;
  return searchWords(texts, MOST_CONTENT_WORDS).filter((word) => {
    letters += Buffer.byteLength(word);
    return letters <= MOST_CONTENT_LETTERS;
  });
}

/** The text of a document as it is stored with a hold. */
export async function sealText(document: Document, dataKey: Uint8Array, id: string): Promise<Buffer> {
  const packed = await deflate(Buffer.from(JSON.stringify(heldTextOf(document))));
  return seal(dataKey, packed, `text ${id}`);
}

export function unsealText(sealed: Uint8Array, dataKey: Uint8Array, id: string): HeldText {
  return JSON.parse(inflateRawSync(unseal(dataKey, sealed, `text ${id}`)).toString());
}

function heldTextOf({ head, parts }: Document): HeldText {
  let left = LONGEST_TEXT;
  const cut = new Set<string>();
  const shown = parts.map((part) => ({
    ...part,
    segments: part.segments.map((segment) => {
      const text = segment.text.slice(0, left);
      if (text.length < segment.text.length) cut.add(part.path);
      left -= text.length;
      return { ...segment, text };
    }),
  }));
  return { head: head ?? null, parts: shown, cut: [...cut] };
}
