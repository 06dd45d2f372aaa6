/**
 * SMTP (RFC 5321) and LMTP (RFC 2033) in: a message is ours only after it and its envelope are committed, and then the
 * answer is 250.
 *
 * With the database away the answer is 451, with its disk full 452: the client keeps the message, and nothing is lost.
 * With `waitMs` the answer tells the verdict. A message that is held is accepted all the same: refusing would lose it.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { Readable } from 'node:stream';
import type { SMTPServerAddress, SMTPServerSession } from 'smtp-server';
import type { Log } from '../log.ts';
import type { Envelope, EnvelopeRecipient } from '../store/envelope.ts';
import { type CertificateFiles, readCertificate, watchCertificate } from './certificate.ts';
import { type Accepted, ClientGoneError, type Intake, SlowClientError } from './intake.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type IsTrusted, PromptServer } from './prompt-server.ts';
import { refusalOf } from './refusal.ts';

/** True for the right password of an account that may send. */
export type Authenticate = (login: string, password: string) => Promise<boolean>;

export interface SmtpOptions {
  readonly protocol: 'smtp' | 'lmtp';
  readonly host: string;
  readonly port: number;
  /** Asked for each message: the policy may change. */
  readonly maxBytes: () => number;
  readonly isTrusted: IsTrusted;
  readonly intake: Intake;
  /** How long a session waits for the verdict; undefined where nobody waits (after-queue). */
  readonly waitMs?: number | undefined;
  /** Null offers no STARTTLS. */
  readonly tls: CertificateFiles | null;
  /** Null offers no AUTH; it is offered within TLS alone. */
  readonly authenticate: Authenticate | null;
  /** How long one message may take to come. */
  readonly messageMs?: number;
  readonly limits?: Limits;
  readonly log: Log;
}

export interface Listener {
  /** The port that it listens on, of use where 0 was asked for. */
  readonly port: number;
  /** Takes no new connection and resolves when those at work have ended. */
  readonly close: () => Promise<void>;
}

/** A client that sends nothing for so long is gone (RFC 5321, 4.5.3.2.7 asks for five minutes). */
const IDLE_MS = 300_000;
/** A client that sends a byte a minute is not idle; at this pace 100 MB come over 2 Mbit/s. */
const MESSAGE_MS = 10 * 60_000;
/** Against a flood: each session holds a socket and a few kilobytes. */
const MAX_CLIENTS = 2_000;
/** RFC 5321, 4.5.3.1.8 asks for at least 100; more than this is a mailing that should be several. */
const MAX_RECIPIENTS = 1_000;
/** A stop waits so long for sessions in the middle of a message: less than for all that is at work (`src/cli/closing.ts`). */
const CLOSE_MS = 3_000;

/** Listens. Rejects where the port is taken or the certificate cannot be read. */
export async function listenSmtp(options: SmtpOptions): Promise<Listener> {
  const { host, port, protocol, maxBytes, isTrusted, intake, waitMs, tls, authenticate, log } = options;
  const { messageMs = MESSAGE_MS, limits = limitsOf() } = options;
  const server = new PromptServer(
    {
      name: hostname(),
      banner: 'Reticent',
      lmtp: protocol === 'lmtp',
      size: maxBytes(),
      disableReverseLookup: true,
      useXClient: true,
      useXForward: true,
      ...(tls && { ...readCertificate(tls), minVersion: 'TLSv1.2' }),
      disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(tls && authenticate ? [] : ['AUTH'])],
      authOptional: true,
      hideENHANCEDSTATUSCODES: false,
      hideDSN: false,
      socketTimeout: IDLE_MS,
      closeTimeout: CLOSE_MS,
      maxClients: MAX_CLIENTS,
      maxRecipients: MAX_RECIPIENTS,
      logger: false,
      onConnect: (session, callback) => {
        const { remoteAddress } = session;
        if (isTrusted(remoteAddress)) return callback();
        callback(limits.open(remoteAddress) ? null : reply(421, '4.7.0 too many connections from this address'));
      },
      onClose: ({ remoteAddress }) => {
        if (!isTrusted(remoteAddress)) limits.close(remoteAddress);
      },
      onAuth: ({ method, username = '', password }, session, callback) => {
        // A trusted MTA that passes on a login (XCLIENT) has checked it.
        if (method === 'XCLIENT') return callback(null, { user: username });
        const peer = peerOf(session);
        if (!limits.mayGuess(peer)) return callback(reply(454, '4.7.0 too many wrong passwords, try again later'));
        const checked = authenticate?.(username, password ?? '') ?? Promise.resolve(false);
        checked.then(
          (isRight) => {
            if (isRight) return callback(null, { user: username });
            limits.wrongPassword(peer);
            callback(null, { responseCode: 535, message: '5.7.8 wrong login or password' });
          },
          (error: unknown) => callback(refusal(error, log)),
        );
      },
      onMailFrom: (_address, session, callback) => {
        // Relaying for anybody would make an open relay of a listener that the network can reach.
        const peer = peerOf(session);
        if (isTrusted(peer)) return callback();
        if (typeof session.user !== 'string')
          return callback(reply(550, '5.7.1 this host may not send here without signing in'));
        callback(limits.maySend(peer) ? null : reply(451, '4.7.0 too many messages in a minute, try again later'));
      },
      onData: (stream, session, callback) => {
        intake(envelopeOf(session, protocol, isTrusted), within(stream, messageMs), { waitMs }).then(
          (accepted) => callback(null, wordsOf(accepted)),
          (error: unknown) => {
            // What is left of the message has to be read before the answer can be heard, but of a client that is too
            // slow: it hears the answer at once, which ends the session.
            if (error instanceof SlowClientError) stream.destroy();
            else stream.resume();
            callback(refusal(error, log));
          },
        );
      },
    },
    isTrusted,
  );
  // The library reads it anew each time it tells it or compares with it.
  Object.defineProperty(server.options, 'size', { get: maxBytes });
  server.on('error', (error) => log.warn({ error }, 'smtp session error'));
  const unwatch = tls && watchCertificate(tls, (certificate) => server.updateSecureContext(certificate), log);
  server.listen(port, host);
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => {
      unwatch?.();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * The pieces of a stream as long as there is time; one that is not read to its end is let go of as it is, so that its rest
 * can be read by who answers. Throws `SlowClientError` and `ClientGoneError`.
 */
async function* within(stream: Readable, ms: number): AsyncGenerator<Buffer> {
  const pieces = stream.iterator({ destroyOnReturn: false });
  let isLate = false;
  let stop: () => void = () => undefined;
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, ms);
  // One wait for each piece: raced with a wait for the whole message, that one would keep every piece until its end.
  const next = () =>
    new Promise<IteratorResult<Buffer>>((resolve, reject) => {
      stop = () => reject(new SlowClientError('the message took too long to come'));
      if (isLate) stop();
      else pieces.next().then(resolve, reject);
    });
  try {
    for (let piece = await next(); !piece.done; piece = await next()) yield piece.value;
  } catch (error) {
    throw error instanceof SlowClientError ? error : new ClientGoneError('the client went away', { cause: error });
  } finally {
    clearTimeout(timer);
    // Unheard of, because behind a piece that never comes it would be waited for.
    pieces.return?.().catch(() => undefined);
  }
}

function wordsOf({ id, state }: Accepted): string {
  if (state === 'held') return `2.0.0 held for review, id=${id}`;
  return state === 'received' ? `2.0.0 queued, id=${id}` : `2.0.0 released, id=${id}`;
}

/** Who is at the other end of the connection, whomever it speaks for. */
function peerOf({ remoteAddress, xClient, xForward }: SMTPServerSession): string {
  const original = xClient.get('ADDR:DEFAULT') || xForward.get('ADDR:DEFAULT');
  return typeof original === 'string' ? original : remoteAddress;
}

function envelopeOf(session: SMTPServerSession, via: 'smtp' | 'lmtp', isTrusted: IsTrusted): Envelope {
  const { mailFrom, rcptTo, bodyType, smtpUtf8, dsn } = session.envelope;
  const from = mailFrom === false ? '' : mailFrom.address;
  const ret = dsn?.ret ?? undefined;
  const envid = dsn?.envid ?? undefined;
  return {
    via,
    login: loginOf(session, from, isTrusted),
    mailFrom: from,
    recipients: rcptTo.map(recipientOf),
    smtputf8: smtpUtf8 === true,
    body8bit: bodyType === '8bitmime',
    ...((ret || envid) && { dsn: { ...(ret && { ret }), ...(envid && { envid }) } }),
    client: { address: session.remoteAddress, helo: session.hostNameAppearsAs || null, tls: session.secure },
  };
}

/** Who authenticated, here or at the MTA that forwards; else the envelope sender, where a trusted MTA hands it over. */
function loginOf(session: SMTPServerSession, mailFrom: string, isTrusted: IsTrusted): string | null {
  const forwarded = session.xClient.get('LOGIN') || session.xForward.get('LOGIN');
  if (typeof session.user === 'string') return session.user;
  if (typeof forwarded === 'string') return forwarded;
  return isTrusted(peerOf(session)) && mailFrom !== '' ? mailFrom : null;
}

function recipientOf({ address, dsn }: SMTPServerAddress): EnvelopeRecipient {
  if (!dsn) return { address };
  const { notify, orcpt } = dsn;
  return { address, dsn: { ...(notify && { notify }), ...(orcpt && { orcpt }) } };
}

function refusal(error: unknown, log: Log): Error & { responseCode: number } {
  const { code, words } = refusalOf(error, log);
  return reply(code, words);
}

function reply(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
