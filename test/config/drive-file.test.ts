import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DriveFileError, loadDriveFile } from '../../src/config/drive-file.ts';

describe('the settings of a drive', () => {
  it('hold without a word said', () => {
    expect(loadDriveFile('', 'share.yaml')).toMatchObject({ schedule: null, action: 'report', zone: 'Europe/London' });
  });

  it('take one address or several, rates with their unit, and hours', () => {
    const read = loadDriveFile(
      'principals: { users: { a: a@x.example }, groups: { b: [c@x.example, d@x.example] } }\nthrottle: { files: 5, bytes: 1.5MB, hours: "22:30-06:00" }',
      'share.yaml',
    );
    expect(read.principals).toMatchObject({
      users: { a: ['a@x.example'] },
      groups: { b: ['c@x.example', 'd@x.example'] },
    });
    expect(read.throttle).toEqual({ filesPerSecond: 5, bytesPerSecond: 1_500_000, hours: { from: 1350, until: 360 } });
  });

  it.each([
    ['a key that is not there', 'zone: Europe/London\nshedule: x', 'share.yaml:2: unknown key `shedule`'],
    [
      'a schedule that is none',
      'schedule: "61 2 * * *"',
      'share.yaml:1: `schedule`: expected five fields of cron as "30 2 * * *"',
    ],
    [
      'a schedule with seconds',
      'schedule: "* * * * * *"',
      'share.yaml:1: `schedule`: expected five fields of cron as "30 2 * * *"',
    ],
    [
      'a schedule of two fields',
      'schedule: "30 2"',
      'share.yaml:1: `schedule`: expected five fields of cron as "30 2 * * *"',
    ],
    ['a zone that is none', 'zone: Europe/Londn', 'share.yaml:1: `zone`: expected a time zone as Europe/London'],
    [
      'hours without an end',
      'throttle: { hours: "22:00" }',
      'share.yaml:1: `throttle.hours`: expected hours as 22:00-06:00',
    ],
    [
      'hours of no length',
      'throttle: { hours: "22:00-22:00" }',
      'share.yaml:1: `throttle.hours`: expected hours as 22:00-06:00',
    ],
    [
      'a rate without a unit',
      'throttle: { bytes: "20" }',
      'share.yaml:1: `throttle.bytes`: expected bytes a second as 20MB',
    ],
    [
      'an action that is none',
      'action: delete',
      'share.yaml:1: `action`: expected `report`, `quarantine` or `restrict`',
    ],
    [
      'a principal without an address',
      'principals: { users: { a: nobody } }',
      'share.yaml:1: `principals.users.a`: expected an e-mail address, or a list of them',
    ],
    [
      'a password file that is not there',
      'webdav:\n  user: a\n  password: { file: no }',
      'share.yaml:3: no: there is no such file',
    ],
  ])('refuse %s, with its line', (_why, written, message) => {
    expect(() => loadDriveFile(written, 'share.yaml')).toThrow(new DriveFileError('', []).constructor as typeof Error);
    expect(() => loadDriveFile(written, 'share.yaml')).toThrow(message);
  });

  it('read a password out of a file beside them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drive-file-'));
    await writeFile(join(folder, 'password'), 'hidden\n');
    const read = loadDriveFile('webdav: { user: a, password: { file: password } }', join(folder, 'share.yaml'));
    expect(read.webdav).toEqual({ user: 'a', password: 'hidden' });
    await rm(folder, { recursive: true });
  });
});
