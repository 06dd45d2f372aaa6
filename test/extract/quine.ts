/**
 * A ZIP that holds itself, after R. Cox, "Zip Files All The Way Down" (2010): DEFLATE as a language of two words, "print
 * these bytes" (stored block) and "print the last n bytes again" (a match), in which a program can print itself.
 */
const NAME = 'quine-of-26-characters.zip';

/** A stored block that prints what follows it; `final` ends the stream. */
function print(size: number, final = 0): Buffer {
  const block = Buffer.alloc(5);
  block.writeUInt8(final);
  block.writeUInt16LE(size, 1);
  block.writeUInt16LE(~size & 0xffff, 3);
  return block;
}

/** Bits in the order in which DEFLATE packs them: the lowest of a byte first. */
function pack(bits: string): Buffer {
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.split('').reverse().join('').padStart(8, '0'), 2)));
}

/** A code is written from its highest bit, a number from its lowest (RFC 1951 3.1.1). */
const code = (value: number, size: number) => value.toString(2).padStart(size, '0');
const number = (value: number, size: number) => code(value, size).split('').reverse().join('');
const FIXED = '010';
const END_OF_BLOCK = '0000000';

// Matches that the three programs need (RFC 1951 3.2.5): length code and extra bits, distance code and extra bits.
const TEN_FROM_20 = code(264 - 256, 7) + code(8, 5) + number(20 - 17, 3);
const LAST_66 = code(276 - 256, 7) + number(66 - 59, 3) + code(12, 5) + number(66 - 65, 5);
const LAST_103 = code(279 - 256, 7) + number(103 - 99, 4) + code(13, 5) + number(103 - 97, 5);

export function quineZip(): Buffer {
  const again20 = pack(FIXED + TEN_FROM_20 + TEN_FROM_20 + END_OF_BLOCK);
  const again66 = pack(FIXED + LAST_66 + END_OF_BLOCK + FIXED + END_OF_BLOCK);

  const build = (streamSize: number): { header: Buffer; stream: Buffer; suffix: Buffer } => {
    const total = 30 + 26 + streamSize + 46 + 26 + 22;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(streamSize, 14);
    fields.writeUInt32LE(total, 18);
    fields.writeUInt16LE(26, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(NAME)]);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(72, 12);
    end.writeUInt32LE(56 + streamSize, 16);
    const suffix = Buffer.concat([
      Buffer.from('PK\x01\x02\x14\0', 'latin1'),
      fields,
      Buffer.alloc(14),
      Buffer.from(NAME),
      end,
    ]);

    const four = print(20);
    const one = print(5);
    const none = print(0);
    // The final block's three bits share a byte with the match before them.
    const tail = Buffer.concat([
      pack(`${FIXED}${LAST_103}${END_OF_BLOCK}100`),
      print(suffix.length).subarray(1),
      suffix,
    ]);
    const stream = [
      [print(56), header],
      [print(66), print(56), header, print(66)],
      [again66],
      [one, again66],
      [one, one],
      [four, again66, one, one, four],
      [again20],
      [four, again20, four, again20, four],
      [again20],
      [four, again20, none, none, print(tail.length)],
      [again20],
      [none, none, print(tail.length), tail],
      [tail.subarray(0, tail.length - suffix.length), suffix],
    ];
    return { header, stream: Buffer.concat(stream.flat()), suffix };
  };
  const { header, stream, suffix } = build(build(0).stream.length);
  return Buffer.concat([header, stream, suffix]);
}
