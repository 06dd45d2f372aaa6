/**
 * Archives that 7-Zip reads: 7z, RAR 2 to 5, tar and its relatives, cab, ISO images, cpio, lzh, ar.
 *
 * 7-Zip runs in WebAssembly over files in memory: nothing reaches a disk. Each archive gets fresh instances, so that what a
 * hostile one breaks dies with it. It is listed first, because names and encryption stand there even where nothing can
 * be unpacked, and because sizes tell what the budget allows; 7-Zip never unpacks more of a member than its size.
 */
import { createRequire } from 'node:module';
import type { SevenZipModule, SevenZipModuleFactory } from '7z-wasm';
import type { Extractor, Found } from './extractor.ts';

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

  async *extract(bytes, { bytesLeft }): AsyncGenerator<Found> {
    if (hasSealedNames(bytes)) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    const listed = await run(bytes, ['l', '-slt', '-ba']);
    const members = membersOf(listed.output);
    const isSealed = /encrypted archive|wrong password/i.test(listed.errors);
    if (isSealed) yield { kind: 'unscannable', reason: 'encrypted' };
    else if (listed.status !== 0 || members.length === 0) yield { kind: 'unscannable', reason: 'corrupt' };

    let left = bytesLeft;
    const wanted: Member[] = [];
    for (const member of members) {
      if (member.isFolder || member.link) {
        yield {
          kind: 'segment',
          place: 'file-name',
          text: member.link ? `${member.name} → ${member.link}` : member.name,
        };
      } else if (member.isEncrypted || member.size > left) {
        const reason = member.isEncrypted ? 'encrypted' : 'too-large';
        yield { kind: 'unscannable', name: member.name, sizeBytes: member.size, reason };
      } else {
        left -= member.size;
        wanted.push(member);
      }
    }
    if (wanted.length === 0) return;

    const unpacked = await run(bytes, ['x', '-y', '-o/out', '-spd', '-scsUTF-8', '@/in/wanted'], wanted);
    const files = filesIn(unpacked.module, '/out');
    for (const [name, path] of files) {
      yield { kind: 'child', name, open: async () => unpacked.module.FS.readFile(path) };
    }
    // What was listed and did not come: broken, or stored under a name that cannot be.
    for (const { name, size, isSplit } of wanted) {
      if (!files.has(name) || isSplit) yield { kind: 'unscannable', name, sizeBytes: size, reason: 'corrupt' };
    }
  },
};

interface Member {
  readonly name: string;
  readonly size: number;
  readonly isFolder: boolean;
  /** Where a link leads; its content, if it is in the archive, is read there. */
  readonly link: string;
  readonly isEncrypted: boolean;
  /** Goes on in another volume, or came from one before. */
  readonly isSplit: boolean;
}

interface Run {
  readonly module: SevenZipModule;
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

const require = createRequire(import.meta.url);

async function run(bytes: Uint8Array, command: readonly string[], wanted: readonly Member[] = []): Promise<Run> {
  const start: SevenZipModuleFactory = require('7z-wasm');
  const output: string[] = [];
  const errors: string[] = [];
  const module = await start({
    print: (line) => output.push(line),
    printErr: (line) => errors.push(line),
    stdin: () => 0, // asked for a password it gets none
  });
  module.FS.mkdir('/in');
  module.FS.writeFile('/in/archive', bytes);
  module.FS.writeFile('/in/wanted', wanted.map(({ name }) => name).join('\n'));
  const [verb = '', ...options] = command;
  // INVARIANT: an empty `-p` answers every question for a password, so that it never waits for one.
  const status = module.callMain([
    verb,
    '-p',
    '-bd',
    '-sccUTF-8',
    ...options.slice(0, -1),
    ...lastOf(options),
  ]) as unknown;
  return {
    module,
    status: typeof status === 'number' ? status : 2,
    output: output.join('\n'),
    errors: errors.join('\n'),
  };
}

/**
 * Whether a 7z archive's list of members is encrypted. 7-Zip tries the empty password, and falls over a short list that it takes
 * for decrypted. Source: 7zFormat.txt (signature header; 0x17, an encoded header) and Methods.txt (06F10701, AES-256).
 */
function hasSealedNames(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 32 || !buffer.subarray(0, 6).equals(SEVEN_ZIP)) return false;
  const start = 32 + Number(buffer.readBigUInt64LE(12));
  return buffer[start] === 0x17 && buffer.indexOf(AES_256, start) > 0;
}

const SEVEN_ZIP = Buffer.from("7z\xbc\xaf'\x1c", 'latin1');
const AES_256 = Buffer.from([0x06, 0xf1, 0x07, 0x01]);

/** The archive stands before a list of members, and after any option. */
function lastOf(options: readonly string[]): string[] {
  const last = options.at(-1) ?? '';
  return last.startsWith('@') ? ['/in/archive', last] : [last, '/in/archive'];
}

/** Reads `l -slt`: lines `Key = value`, an empty line between members. */
function membersOf(output: string): Member[] {
  const members: Member[] = [];
  for (const block of output.split(/\n(?=(?:.*\s)?Path = )/)) {
    const name = /(?:^|\s)Path = (.*)$/m.exec(block)?.[1];
    if (name === undefined) continue;
    const value = (key: string) => new RegExp(`^${key} = (.*)$`, 'm').exec(block)?.[1] ?? '';
    members.push({
      name,
      size: Number(value('Size')) || 0,
      isFolder:
        value('Folder') === '+' ||
        /^D/.test(value('Attributes')) ||
        /^\S* ?d/.test(value('Attributes')) ||
        /^d/.test(value('Mode')),
      link: value('Symbolic Link') || value('Hard Link') || value('Copy Link'),
      isEncrypted: value('Encrypted') === '+',
      isSplit: value('Split Before') === '+' || value('Split After') === '+',
    });
  }
  return members;
}

/** Regular files below a folder in memory, by their path from there; links are passed over. */
function filesIn({ FS }: SevenZipModule, root: string): Map<string, string> {
  const files = new Map<string, string>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of FS.readdir(`${root}/${folder}`)) {
      if (name === '.' || name === '..') continue;
      const path = folder ? `${folder}/${name}` : name;
      const { mode } = FS.lstat(`${root}/${path}`);
      if (FS.isDir(mode)) folders.push(path);
      else if (FS.isFile(mode)) files.set(path, `${root}/${path}`);
    }
  }
  return files;
}
