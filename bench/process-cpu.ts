/**
 * CPU of a process with all its descendants, ended ones included, and the memory that they hold.
 *
 * Source: proc_pid_stat(5), fields 14 to 17. Memory is the proportional share (PSS, proc_pid_smaps(5)): pages that
 * several processes share, as PostgreSQL's do, count once.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second. */
const TICK_MS = 10;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ms: number;
  readonly aloneMs: number;
}

export interface Spent {
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

/** Of the processes given and all below them. */
export function spentBy(...roots: readonly number[]): Spent {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(Number(name)) : []));
  const children = Map.groupBy(all, ({ parent }) => parent);
  const counted = new Set<number>();
  let [cpuMs, memoryBytes] = [0, 0];
  const add = (stat: Stat) => {
    if (counted.has(stat.pid)) return;
    counted.add(stat.pid);
    cpuMs += stat.ms;
    memoryBytes += memoryOf(stat.pid);
    for (const child of children.get(stat.pid) ?? []) add(child);
  };
  for (const stat of all) if (roots.includes(stat.pid)) add(stat);
  return { cpuMs, memoryBytes };
}

/** Of one process, without those below it. */
export function spentAlone(pid: number): Spent {
  return { cpuMs: statOf(pid)[0]?.aloneMs ?? 0, memoryBytes: memoryOf(pid) };
}

function statOf(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything, in brackets.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    const aloneMs = (user + system) * TICK_MS;
    return [{ pid, parent: fields[1] ?? 0, ms: aloneMs + (childUser + childSystem) * TICK_MS, aloneMs }];
  } catch {
    return []; // it ended while the folder was read
  }
}

function memoryOf(pid: number): number {
  try {
    return Number(/^Pss: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it ended, or belongs to somebody else
  }
}
