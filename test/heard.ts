/** A log that keeps its messages, for tests of what is told and how often. */
import { pino } from 'pino';
import type { Log } from '../src/log.ts';

export function heardLog(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line).msg) });
  return { lines, log };
}
