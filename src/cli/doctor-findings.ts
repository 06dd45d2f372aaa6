/** What the doctor makes of a figure: good, a warning or bad, and how to mend it. Pure. */
import type { X509Certificate } from 'node:crypto';

export interface Finding {
  readonly check: string;
  readonly state: 'good' | 'warning' | 'bad';
  readonly says: string;
  readonly mend: string | null;
}

/** Below this a full queue of large messages could fill the disk within minutes. */
const MIN_FREE_BYTES = 2e9;
/** Signed links and retries compare clocks; the database's own is the measure. */
const MAX_CLOCK_SECONDS = 5;
const MIN_CERTIFICATE_DAYS = 14;
const DAY_MS = 86_400_000;

/** `now` in milliseconds since 1970. */
export function judgeCertificate(
  { validFrom, validTo, subjectAltName }: Pick<X509Certificate, 'validFrom' | 'validTo' | 'subjectAltName'>,
  now: number,
): Finding {
  const check = 'TLS';
  const mend = 'renew the certificate and its key; a running gateway takes the new files by itself';
  if (now > Date.parse(validTo)) return { check, state: 'bad', says: `the certificate ended ${validTo}`, mend };
  if (now < Date.parse(validFrom)) {
    const wrong = 'wait until then, or set this machine’s clock';
    return { check, state: 'bad', says: `the certificate begins ${validFrom}`, mend: wrong };
  }
  const days = Math.floor((Date.parse(validTo) - now) / DAY_MS);
  const says = `good for ${subjectAltName ?? 'no name'}, ${days} more days`;
  return days < MIN_CERTIFICATE_DAYS
    ? { check, state: 'warning', says, mend }
    : { check, state: 'good', says, mend: null };
}

/** The next hop is greeted by it, and reports and notices come from it: RFC 5321, 2.3.5 wants a full name. */
export function judgeName(hostname: string): Finding {
  const check = 'name';
  const says = `this machine calls itself ${hostname}`;
  if (hostname.includes('.')) return { check, state: 'good', says, mend: null };
  return {
    check,
    state: 'warning',
    says: `${says}, which is no full name: a mail server may refuse its greeting, and notices from MAILER-DAEMON@${hostname}`,
    mend: '`hostnamectl hostname mail-review.party.example`; of a container, `hostname:` in docker-compose.yml',
  };
}

/** `temporary`: where large messages lie while they come, of so many free bytes; it may be another disk. */
export function judgeDisk(
  freeBytes: number,
  dataDir: string,
  temporary: { readonly folder: string; readonly freeBytes: number },
): Finding {
  const check = 'disk';
  const least = `at least ${MIN_FREE_BYTES / 1e9} GB`;
  const says = `${(freeBytes / 1e9).toFixed(1)} GB free for ${dataDir}`;
  if (freeBytes < MIN_FREE_BYTES)
    return { check, state: 'bad', says, mend: `free space, or move \`dataDir\`: ${least}` };
  if (temporary.freeBytes >= MIN_FREE_BYTES) return { check, state: 'good', says, mend: null };
  return {
    check,
    state: 'warning',
    says: `${says}, but ${(temporary.freeBytes / 1e9).toFixed(1)} GB in ${temporary.folder}, where large messages wait while they come`,
    mend: `free space there, or set \`TMPDIR\` to another folder: ${least}`,
  };
}

/** `seconds` by which this machine is ahead of the database; `isOwn`: the embedded one, which has this machine's clock. */
export function judgeClock(seconds: number, isOwn: boolean): Finding {
  const check = 'clock';
  const says = `${Math.abs(seconds).toFixed(1)} s ${seconds < 0 ? 'behind' : 'ahead of'} the database’s`;
  if (Math.abs(seconds) > MAX_CLOCK_SECONDS) {
    const mend = 'run a time service (chrony, systemd-timesyncd) on both machines';
    return { check, state: 'bad', says, mend };
  }
  const own = `${says}, which is this machine’s own: see \`timedatectl\` for whether it is right`;
  return { check, state: 'good', says: isOwn ? own : says, mend: null };
}
