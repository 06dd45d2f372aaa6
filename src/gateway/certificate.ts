/**
 * The certificate of STARTTLS: two files in PEM, read again when they change. A bad new version is refused and the old
 * one stays.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Log } from '../log.ts';

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Reads and tries them together. Throws where one is missing or says nothing, or where they do not belong together. */
export function readCertificate(files: CertificateFiles): Certificate {
  const certificate = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
  new X509Certificate(certificate.cert); // of an empty file, as while it is written, a context would be made
  createSecureContext(certificate);
  return certificate;
}

/** What the files say now, good or not. */
function written(files: CertificateFiles): string {
  return [files.cert, files.key].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : 'none')).join('\0');
}

/**
 * Calls `use` with each good version that follows the one which is in use, and no more often: other files of their folders
 * change as well. Gives what ends the watching.
 */
export function watchCertificate(
  files: CertificateFiles,
  use: (certificate: Certificate) => void,
  log: Log,
): () => void {
  let inUse = written(files);
  let last = inUse;
  const changed = () => {
    try {
      const now = written(files);
      if (now === last) return;
      last = now;
      if (now === inUse) return;
      use(readCertificate(files));
      inUse = now;
      log.info('certificate reloaded');
    } catch (error) {
      // Between the writing of the two files they do not match: the second one's change mends it.
      log.warn({ error }, 'certificate refused; the old one stays');
    }
  };
  // The folders are watched, because renewals replace files, often by a link to another folder.
  const folders = new Set([dirname(files.cert), dirname(files.key)]);
  const watchers = [...folders].map((folder) => watch(folder, { persistent: false }, changed));
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
