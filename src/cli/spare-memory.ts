/**
 * Gives memory back when there is nothing to do: after a burst of mail V8 keeps its young generation at its largest and
 * leaves garbage where it lies until it needs the room, which at rest it never does.
 *
 * A collection of this kind takes a tenth of a second in which nothing else runs, so that it waits for a process that
 * does next to nothing.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 20_000;
/** Of the time between two looks: clocks and health checks take less, a message a second takes more. */
const BUSY_SHARE = 0.01;

type Collect = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

/** Starts looking. Gives what stops it. */
export function spareMemory(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: Collect = runInNewContext('gc');
  let before = process.cpuUsage();
  // The start leaves as much behind as a burst does.
  let isSpare = false;
  const look = () => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    if ((user + system) / 1000 > LOOK_EVERY_MS * BUSY_SHARE) isSpare = false;
    else if (!isSpare) {
      collect({ type: 'major', flavor: 'last-resort' });
      isSpare = true;
      before = process.cpuUsage();
    }
  };
  const clock = setInterval(look, LOOK_EVERY_MS).unref();
  return () => clearInterval(clock);
}
