/** The registry of sources: which one a location asks for. */
import type { DriveSettings } from '../config/drive-file.ts';
import { folderSource } from './folder.ts';
import { s3Source } from './s3.ts';
import type { DriveSource } from './source.ts';
import { webdavSource } from './webdav.ts';

export type DriveKind = 'folder' | 'webdav' | 's3';

/** What a source is opened by. */
export interface DriveAt {
  readonly kind: DriveKind;
  readonly location: string;
  readonly settings: DriveSettings;
}

const sources: Readonly<Record<DriveKind, (drive: DriveAt) => DriveSource>> = {
  folder: ({ location, settings }) => folderSource(location, settings.exclude),
  webdav: ({ location, settings }) => webdavSource(location, settings),
  s3: ({ location, settings }) => s3Source(location, settings),
};

/** `https://…` is WebDAV, `s3://bucket/prefix` is S3, anything else a folder. */
export function kindOf(location: string): DriveKind {
  if (/^https?:\/\//i.test(location)) return 'webdav';
  return /^s3:\/\//i.test(location) ? 's3' : 'folder';
}

export function openSource(drive: DriveAt): DriveSource {
  return sources[drive.kind](drive);
}
