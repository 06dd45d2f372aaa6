/**
 * Archives that libarchive reads: tar and its relatives, 7z, RAR 4 and 5, cab, ISO images, cpio, lzh, ar.
 *
 * Each archive gets a fresh WebAssembly instance, so that what a hostile one breaks dies with it. Entries are streamed in
 * order and never reach a disk. Source: libarchive 3.7 (`archive_read(3)`): the handle, not the entry, holds the data.
 */
import type { LibarchiveWasm } from 'libarchive-wasm/dist/libarchiveWasm.js';
import type { Extractor, Found } from './extractor.ts';

const CHUNK_BYTES = 1 << 16;

/** `archive_entry_filetype`: the type bits of a Unix mode. */
const REGULAR = 0o100000;

export const archive: Extractor = {
  format: 'archive',
  types: [
    'application/x-tar',
    'application/x-7z-compressed',
    'application/vnd.rar',
    'application/vnd.ms-cab-compressed',
    'application/x-iso9660-image',
    'application/x-cpio',
    'application/x-lzh-compressed',
    'application/x-unix-archive',
    'application/x-deb',
    'application/x-rpm',
  ],

  async *extract(bytes): AsyncGenerator<Found> {
    const { libarchiveWasm } = await import('libarchive-wasm');
    const library = await libarchiveWasm();
    const start = library.module._malloc(bytes.length);
    library.module.HEAP8.set(bytes, start);
    const handle = library.read_new_memory(start, bytes.length, undefined);

    let seen = 0;
    for (let entry = library.read_next_entry(handle); entry !== 0; entry = library.read_next_entry(handle)) {
      seen++;
      const name = library.entry_pathname(entry) ?? '';
      if (library.entry_filetype(entry) !== REGULAR) {
        yield { kind: 'segment', place: 'file-name', text: name };
      } else if (library.entry_is_encrypted(entry)) {
        yield { kind: 'unscannable', name, reason: 'encrypted' };
      } else {
        yield { kind: 'child', name, open: async () => chunks(library, handle) };
      }
    }
    // At the end there is no error; an archive that encrypts its directory ends before its first entry.
    const fault = library.error_string(handle);
    const isSealed = library.read_has_encrypted_entries(handle) === 1 && (fault || seen === 0);
    if (isSealed) yield { kind: 'unscannable', reason: 'encrypted' };
    else if (fault || seen === 0) yield { kind: 'unscannable', reason: 'corrupt' };
  },
};

async function* chunks(library: LibarchiveWasm, handle: number): AsyncGenerator<Uint8Array> {
  const start = library.module._malloc(CHUNK_BYTES);
  try {
    for (;;) {
      const size = library.read_data(handle, start, CHUNK_BYTES);
      if (size <= 0) return;
      yield Uint8Array.from(library.module.HEAP8.subarray(start, start + size));
    }
  } finally {
    library.module._free(start);
  }
}
