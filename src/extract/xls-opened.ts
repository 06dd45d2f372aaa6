/**
 * An old workbook without its encryption, where its password is the one that every program knows.
 *
 * Source: [MS-XLS] 2.2.10: heads of records are not encrypted, nor some records, nor where a sheet begins.
 */
import { openedStream } from './default-password.ts';

const FILE_PASS = 0x2f;
const SHEET = 0x85;
/** BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead. */
const PLAIN: ReadonlySet<number> = new Set([0x809, FILE_PASS, 0x194, 0x195, 0xe1, 0x196, 0x138]);
const PLACE_BYTES = 4;
const XOR = 0;

/** `password` where it is another; `other-reader` where bytes are only obfuscated. */
export function openedBook(book: Buffer): Buffer | 'password' | 'other-reader' {
  let pass: Buffer | undefined;
  for (let at = 0; at + 4 <= book.length && !pass; at += 4 + book.readUInt16LE(at + 2)) {
    if (book.readUInt16LE(at) === FILE_PASS) pass = book.subarray(at + 4, at + 4 + book.readUInt16LE(at + 2));
    else if (book.readUInt16LE(at) === 0x0a) break;
  }
  if (!pass) return book;
  if (pass.length >= 2 && pass.readUInt16LE(0) === XOR) return 'other-reader';
  const opened = openedStream(pass, book);
  if (!opened) return 'password';
  for (let at = 0; at + 4 <= book.length; ) {
    const type = book.readUInt16LE(at);
    const length = book.readUInt16LE(at + 2);
    const plain = 4 + (PLAIN.has(type) ? length : type === SHEET ? PLACE_BYTES : 0);
    book.copy(opened, at, at, at + plain);
    // What is opened has no password any more.
    if (type === FILE_PASS) opened.writeUInt16LE(IGNORED, at);
    at += 4 + length;
  }
  return opened;
}

/** A record that says nothing. */
const IGNORED = 0x194;
