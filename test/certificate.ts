/** Certificates for tests, made by `openssl`: one that signs itself, good for `localhost`. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CertificateFiles } from '../src/gateway/certificate.ts';

const run = promisify(execFile);

/** Writes `NAME.crt` and `NAME.key` into a folder, good for a day. */
export async function makeCertificate(folder: string, name = 'server'): Promise<CertificateFiles> {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', files.key];
  await run('openssl', ['req', '-x509', ...key, '-out', files.cert, '-days', '1', ...subject]);
  return files;
}

/** The same, that ended yesterday. */
export async function makeEndedCertificate(folder: string): Promise<CertificateFiles> {
  const { key } = await makeCertificate(folder, 'ended');
  const [request, cert] = [join(folder, 'ended.csr'), join(folder, 'ended.crt')];
  await run('openssl', ['req', '-new', '-key', key, '-subj', '/CN=ended', '-out', request]);
  await run('openssl', ['x509', '-req', '-in', request, '-signkey', key, '-days', '-1', '-out', cert]);
  return { cert, key };
}
