/** The hours of the day in which a drive may be read. Pure but for the time zones that Intl knows. */
import type { DriveSettings } from '../config/drive-file.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Milliseconds until the hours begin; 0 within them, and where none are set. */
export function untilOpenMs(
  { throttle: { hours }, zone }: Pick<DriveSettings, 'throttle' | 'zone'>,
  now: Date,
): number {
  if (!hours) return 0;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hour = 0, minute = 0] = parts.format(now).split(':').map(Number);
  const at = hour * 60 + minute;
  const { from, until } = hours;
  const isOpen = from < until ? at >= from && at < until : at >= from || at < until;
  return isOpen ? 0 : ((from - at + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS;
}
