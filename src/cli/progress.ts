/** A progress bar on a terminal, one line that overwrites itself; nothing in a pipe. */
import type { WriteStream } from 'node:tty';

export interface Progress {
  readonly advance: (path: string) => void;
  readonly end: () => void;
}

const BAR_CELLS = 20;

/** `count` is asked for the number of files only where there is a terminal to show it on. */
export async function progressOf(
  stream: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>,
  count: () => Promise<number>,
): Promise<Progress> {
  if (!stream.isTTY) return { advance: () => undefined, end: () => undefined };
  const files = await count();
  let done = 0;
  const clear = '\r\u001b[K';
  return {
    advance(path) {
      done += 1;
      // A mailbox is one file and many messages, so that more may be done than was counted.
      const filled = Math.min(BAR_CELLS, Math.round((done / Math.max(files, done)) * BAR_CELLS));
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)}`;
      const line = `${bar} ${done}/${Math.max(files, done)} ${path.replace(/\p{C}/gu, '?')}`;
      stream.write(`${clear}${line.slice(0, (stream.columns || 80) - 1)}\r`);
    },
    end: () => {
      stream.write(clear);
    },
  };
}
