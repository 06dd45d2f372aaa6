/**
 * The certificate of STARTTLS: two files in PEM, read again when they change. A bad new version is refused and the old
 * one stays.
 */
import { readFileSync, watch } from 'node:fs';
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

/** Reads and tries them together. Throws where one is missing, or where they do not belong together. */
export function readCertificate(files: CertificateFiles): Certificate {
  const certificate = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
  createSecureContext(certificate);
  return certificate;
}

/** Calls `use` with each good new version. Gives what ends the watching. */
export function watchCertificate(
  files: CertificateFiles,
  use: (certificate: Certificate) => void,
  log: Log,
): () => void {
  let last = '';
  const changed = () => {
    try {
      const certificate = readCertificate(files);
      const now = certificate.cert + certificate.key;
      if (now === last) return;
      last = now;
      use(certificate);
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
