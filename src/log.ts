/**
 * Logs are JSON lines on standard error. A log never holds message text: only ids, parts and rule names.
 */
import { destination, type Logger, pino } from 'pino';
import type { Config } from './config/config.ts';

export type Log = Logger;

/**
 * Takes the level. An error is logged by its name, code and stack frames: its message might quote what somebody wrote,
 * and its first stack line repeats the message.
 */
export function createLog({ log }: Pick<Config, 'log'>): Log {
  return pino({ level: log, base: null, serializers: { error: plainError } }, destination({ fd: 2, sync: false }));
}

function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error ? { code: error.code } : {};
  return { name: error.name, ...code, at: frames.slice(0, 8).map((line) => line.trim()) };
}
