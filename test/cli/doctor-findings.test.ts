/** What the doctor makes of figures that a test machine cannot be brought to: a full disk, a wrong clock, an old certificate. */
import { describe, expect, it } from 'vitest';
import { type Finding, judgeCertificate, judgeClock, judgeDisk, judgeName } from '../../src/cli/doctor-findings.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const certificate = (validFrom: string, validTo: string) => ({
  validFrom,
  validTo,
  subjectAltName: 'DNS:mx.party.example',
});
const roomy = { folder: '/tmp', freeBytes: 2e9 };
const FROM = 'Jan  1 00:00:00 2026 GMT';

describe('the doctor judges', () => {
  const rows: [what: string, finding: Finding, state: Finding['state'], says: RegExp, mend: RegExp | null][] = [
    [
      'a certificate with weeks to go',
      judgeCertificate(certificate(FROM, 'Dec 10 12:00:00 2026 GMT'), NOW),
      'good',
      /mx\.party\.example, 14 more days/,
      null,
    ],
    [
      'a certificate with days to go',
      judgeCertificate(certificate(FROM, 'Dec 10 11:59:59 2026 GMT'), NOW),
      'warning',
      /13 more days/,
      /renew/,
    ],
    [
      'a certificate that ended an hour ago',
      judgeCertificate(certificate(FROM, 'Nov 26 11:00:00 2026 GMT'), NOW),
      'bad',
      /ended Nov 26 11:00:00/,
      /renew/,
    ],
    [
      'a certificate of tomorrow',
      judgeCertificate(certificate('Nov 27 00:00:00 2026 GMT', 'Nov 27 00:00:00 2027 GMT'), NOW),
      'bad',
      /begins Nov 27/,
      /clock/,
    ],
    ['a full host name', judgeName('mx.party.example'), 'good', /calls itself mx\.party\.example$/, null],
    ['the name of a container', judgeName('3f2a9c1b'), 'warning', /MAILER-DAEMON@3f2a9c1b/, /hostname:/],
    ['enough room', judgeDisk(2e9, '/data', roomy), 'good', /2\.0 GB free for \/data/, null],
    ['too little room', judgeDisk(1.94e9, '/data', roomy), 'bad', /1\.9 GB free for \/data/, /at least 2 GB/],
    [
      'too little for what comes',
      judgeDisk(2e9, '/data', { ...roomy, freeBytes: 1e8 }),
      'warning',
      /0\.1 GB in \/tmp/,
      /TMPDIR/,
    ],
    ['a clock that is right', judgeClock(0.2, false), 'good', /^0\.2 s ahead of the database’s$/, null],
    ['the clock of a database of its own', judgeClock(0, true), 'good', /timedatectl/, null],
    ['a clock that is slow', judgeClock(-5.1, false), 'bad', /5\.1 s behind/, /chrony/],
    ['a clock that is fast', judgeClock(3600, false), 'bad', /3600\.0 s ahead/, /chrony/],
  ];
  it.each(rows)('%s', (_what, finding, state, says, mend) => {
    expect(finding.state).toBe(state);
    expect(finding.says).toMatch(says);
    if (mend) expect(finding.mend).toMatch(mend);
    else expect(finding.mend).toBeNull();
  });
});
