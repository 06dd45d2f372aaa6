/** A count of files on a terminal, one line that overwrites itself; nothing in a pipe. */
import type { WriteStream } from 'node:tty';

export interface Progress {
  readonly advance: (path: string) => void;
  readonly end: () => void;
}

export function progressOf(stream: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): Progress {
  if (!stream.isTTY) return { advance: () => undefined, end: () => undefined };
  let files = 0;
  const clear = '\r\u001b[K';
  return {
    advance(path) {
      files += 1;
      const plain = `${files} scanned  ${path.replace(/\p{C}/gu, '?')}`;
      stream.write(`${clear}${plain.slice(0, (stream.columns || 80) - 1)}\r`);
    },
    end: () => {
      stream.write(clear);
    },
  };
}
