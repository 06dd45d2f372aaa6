/**
 * SMTP in (RFC 5321): a message is ours only after it and its envelope are committed, and then the answer is 250.
 *
 * With the database away the answer is 451, with its disk full 452: the client keeps the message, and nothing is lost.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Log } from '../log.ts';
import type { Envelope, EnvelopeRecipient } from '../store/envelope.ts';
import { StoreFullError, StoreUnavailableError } from '../store/errors.ts';
import { BareLineEndError, type Intake, MessageTooLargeError } from './intake.ts';
import { type IsTrusted, PromptServer } from './prompt-server.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  readonly maxBytes: number;
  readonly isTrusted: IsTrusted;
  readonly intake: Intake;
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
/** Against a flood: each session holds a socket and a few kilobytes. */
const MAX_CLIENTS = 2_000;
/** A stop waits so long for sessions in the middle of a message. */
const CLOSE_MS = 10_000;

/** Listens. Rejects where the port is taken. */
export async function listenSmtp(options: SmtpOptions): Promise<Listener> {
  const { host, port, maxBytes, isTrusted, intake, log } = options;
  const server = new PromptServer(
    {
      name: hostname(),
      banner: 'Reticent',
      size: maxBytes,
      disableReverseLookup: true,
      useXClient: true,
      useXForward: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      hideDSN: false,
      socketTimeout: IDLE_MS,
      closeTimeout: CLOSE_MS,
      maxClients: MAX_CLIENTS,
      logger: false,
      onData: (stream, session, callback) => {
        receive(stream, session, intake, isTrusted).then(
          (id) => callback(null, `held or released soon, id=${id}`),
          (error: unknown) => {
            // What is left of the message has to be read before the answer can be heard.
            stream.resume();
            callback(refusal(error, log));
          },
        );
      },
    },
    isTrusted,
  );
  server.on('error', (error) => log.warn({ error }, 'smtp session error'));
  server.listen(port, host);
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  intake: Intake,
  isTrusted: IsTrusted,
): Promise<string> {
  return intake(envelopeOf(session, isTrusted), stream);
}

function envelopeOf(session: SMTPServerSession, isTrusted: IsTrusted): Envelope {
  const { mailFrom, rcptTo, bodyType, smtpUtf8, dsn } = session.envelope;
  const from = mailFrom === false ? '' : mailFrom.address;
  const ret = dsn?.ret ?? undefined;
  const envid = dsn?.envid ?? undefined;
  return {
    via: 'smtp',
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
  return isTrusted(session.remoteAddress) && mailFrom !== '' ? mailFrom : null;
}

function recipientOf({ address, dsn }: SMTPServerAddress): EnvelopeRecipient {
  if (!dsn) return { address };
  const { notify, orcpt } = dsn;
  return { address, dsn: { ...(notify && { notify }), ...(orcpt && { orcpt }) } };
}

/** The reply that an error makes (RFC 3463 codes): 4xx wherever waiting may mend it. */
function refusal(error: unknown, log: Log): Error & { responseCode: number } {
  if (error instanceof MessageTooLargeError) return reply(552, '5.3.4 message too large');
  if (error instanceof BareLineEndError) return reply(550, `5.6.0 ${error.message}`);
  if (error instanceof StoreFullError) return reply(452, '4.3.1 no room, try again later');
  if (!(error instanceof StoreUnavailableError)) log.error({ error }, 'a message could not be accepted');
  return reply(451, '4.3.0 cannot take it now, try again later');
}

function reply(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
