import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/drive-sweep.ts';
import { digestsOf, mailOf } from '../../src/drives/digest.ts';
import { csvHead, csvRows, jsonLine, textOf } from '../../src/drives/report.ts';
import { sarifOf } from '../../src/drives/sarif.ts';
import { printedSummary } from '../../src/drives/summary.ts';
import { printPdf } from '../../src/printed.ts';
import type { DriveFinding, FindingPlace } from '../../src/store/drive-findings.ts';
import type { SweepProgress } from '../../src/store/sweeps.ts';

const at = new Date('2026-11-26T12:00:00Z');

function place(over: Partial<FindingPlace> = {}): FindingPlace {
  return {
    path: 'team/minutes.txt',
    part: 'minutes.txt',
    owner: 't.vance@home.example',
    readers: ['user:vance', 'everyone'],
    outside: [{ principal: 'everyone', address: null, because: 'everyone is not entitled to minutes' }],
    everyone: true,
    firstSeen: at,
    goneAt: null,
    ...over,
  };
}

function finding(over: Partial<DriveFinding> = {}): DriveFinding {
  return {
    id: '01a21892-af31-7044-9c8f-890d7d8d54e9',
    drive: 'Share',
    category: 'minutes',
    paragraphs: ['5(b)'],
    confidence: 0.98765,
    strictly: false,
    body: null,
    unit: null,
    people: 0,
    cases: [],
    state: 'open',
    paragraph: null,
    reason: null,
    decidedBy: null,
    decidedAt: null,
    firstSeen: at,
    lastSeen: at,
    content: 'ab'.repeat(32),
    everyone: true,
    outsiders: 1,
    places: [place()],
    placeCount: 1,
    ...over,
  };
}

describe('CSV', () => {
  it.each([
    ['a comma and a quote', 'a, "b".txt', '"a, ""b"".txt"'],
    ['a line feed in a name', 'a\nb.txt', '"a\nb.txt"'],
    ['what a sheet would take for a formula', '=1+1.txt', "'=1+1.txt"],
  ])('keeps %s', (_why, path, written) => {
    expect(csvRows(finding({ places: [place({ path })] }))).toContain(`,${written},`);
  });

  it('has a row for each place, with as many cells as its head', () => {
    const rows = csvRows(finding({ places: [place(), place({ path: 'copy.txt' })] }))
      .trimEnd()
      .split('\r\n');
    expect(rows.map((row) => row.split(',').length)).toEqual([20, 20]);
    expect(csvHead().split(',').length).toBe(20);
  });
});

describe('SARIF', () => {
  const roots = { Share: 'file:///srv/share/' };
  const resultsOf = (...findings: DriveFinding[]) => {
    const log = sarifOf(findings, { version: '0.1.0', roots }) as {
      runs: { results: Record<string, unknown>[]; tool: { driver: { rules: { id: string }[] } } }[];
    };
    return log.runs[0];
  };

  it('names each category once, and its results by index', () => {
    const run = resultsOf(finding(), finding({ category: 'declared' }), finding());
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(['declared', 'minutes']);
    expect(run?.results.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
      [1, 'warning'],
      [0, 'error'],
      [1, 'warning'],
    ]);
  });

  it.each([
    [
      'an accepted one is suppressed, with its paragraph',
      { state: 'accepted', paragraph: '7', reason: 'a reading room' },
      'suppressions',
      [{ kind: 'external', status: 'accepted', justification: 'paragraph 7: a reading room' }],
    ],
    ['one that lies nowhere is absent', { state: 'remediated' }, 'baselineState', 'absent'],
    ['one within its circle is a note', { everyone: false, outsiders: 0 }, 'level', 'note'],
  ] as const)('%s', (_why, over, key, value) => {
    expect(resultsOf(finding(over as Partial<DriveFinding>))?.results[0]).toMatchObject({ [key]: value });
  });

  it('writes a path as a reference below its drive, and what lies within a file as a logical place', () => {
    const run = resultsOf(finding({ places: [place({ path: 'a b/c#1.zip', part: 'c#1.zip/x.txt' })] }));
    expect(run?.results[0]?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'a%20b/c%231.zip', uriBaseId: 'Share' } },
        logicalLocations: [{ fullyQualifiedName: 'c#1.zip/x.txt' }],
      },
    ]);
  });
});

describe('on a terminal', () => {
  it('says first what it is and who reads it, on lines that fit, without control characters', () => {
    const text = textOf(finding({ places: [place({ path: 'a\u001b[2Jb.txt', part: 'b.txt' })], placeCount: 3 }), 80);
    expect(text.split('\n')[1]).toBe('    Share: a?[2Jb.txt and 2 more places');
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('counts one place more as one', () => {
    expect(textOf(finding({ placeCount: 2 }), 80)).toContain(' and 1 more place\n');
  });

  const progress: SweepProgress = {
    state: 'reading',
    startedAt: at,
    endedAt: null,
    listed: 48_000,
    unchanged: 1_000,
    gone: 0,
    due: 47_000,
    done: 11_000,
    dueBytes: 0,
    doneBytes: 0,
    found: 17,
    waitsUntil: null,
  };
  it.each([
    ['while it reads', {}, '█████░░░░░░░░░░░░░░░ 12,000 of 48,000 files, 110 a second, about 5 min left, 17 found'],
    [
      'while it lists',
      { state: 'listing' },
      '█████░░░░░░░░░░░░░░░ 12,000 of 48,000 files so far, 110 a second, 17 found',
    ],
    [
      'outside its hours',
      { waitsUntil: new Date('2026-11-26T22:00:00Z') },
      'waits for its hours until 22:00 UTC; 11,000 files read',
    ],
  ])('tells how far it is %s', (_when, over, line) => {
    expect(progressLine({ ...progress, ...over } as SweepProgress, new Date(at.getTime() + 100_000))).toBe(line);
  });
});

describe('the digest', () => {
  it('is one message for each owner, and quotes nothing', async () => {
    const news = [finding({ places: [place(), place({ owner: 'p.osei@home.example', path: 'b.txt' })] }), finding()];
    const digests = digestsOf({ name: 'Share' }, 'sweep-1', news);
    expect(digests.map(({ to, lines }) => [to, lines.length])).toEqual([
      ['t.vance@home.example', 2],
      ['p.osei@home.example', 1],
    ]);
    const [first] = digests;
    const raw = first && (await mailOf(first)).raw.toString();
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain('team/minutes.txt: minutes; read by everybody');
  });

  it('goes to nobody where the owner is not known', () => {
    expect(digestsOf({ name: 'Share' }, 'sweep-1', [finding({ places: [place({ owner: null })] })])).toEqual([]);
  });
});

describe('the summary', () => {
  it('prints what is open, what changed and what was not read', async () => {
    const sweep = { startedAt: at, endedAt: at, listed: 6000, done: 5000, unchanged: 1000, gone: 2 } as SweepProgress;
    const printed = printedSummary({
      drive: 'Share',
      location: '/srv/share',
      sweep,
      counts: { byState: { open: 2, accepted: 1 }, byCategory: { minutes: 3 }, forEveryone: 2, exposed: 2 },
      open: [finding(), finding({ everyone: false, places: [place({ everyone: false })] })],
      openCount: 2,
      forEveryone: 1,
      changes: { found: 2, moved: 1 },
      unread: { encrypted: 4 },
      drawnUpAt: at.toISOString(),
      drawnUpBy: 'P. Osei',
    });
    const words = JSON.stringify(printed);
    for (const each of ['moved to another place', 'encrypted, or a part of them', 'everybody', 'minutes (5(b))']) {
      expect(words).toContain(each);
    }
    expect((await printPdf(printed)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('JSON', () => {
  it('is one line, with dates as ISO and confidence to four places', () => {
    expect(JSON.parse(jsonLine(finding()))).toMatchObject({
      confidence: 0.9877,
      firstSeen: '2026-11-26T12:00:00.000Z',
    });
  });
});
