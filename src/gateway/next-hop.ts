/**
 * The next hop: kept SMTP connections, one message at a time on each.
 */

import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { PendingRecipient } from '../store/deliveries.ts';
import type { Envelope } from '../store/envelope.ts';

/** What the next hop answered for one recipient. */
export interface Answer {
  readonly ordinal: number;
  /** SMTP code, or null where none was heard. */
  readonly code: number | null;
  readonly response: string;
}

export interface NextHop {
  /** Sends one message. Never rejects: a connection that fails is an answer without a code for every recipient. */
  readonly send: (envelope: SendEnvelope, pieces: readonly Buffer[]) => Promise<readonly Answer[]>;
  readonly close: () => void;
}

export interface SendEnvelope extends Pick<Envelope, 'mailFrom' | 'smtputf8' | 'body8bit' | 'dsn'> {
  readonly recipients: readonly PendingRecipient[];
}

/** A connection that carried nothing for so long is closed: next hops drop idle ones after five minutes. */
const IDLE_MS = 60_000;
const CONNECT_MS = 30_000;
/** The final answer may take ten minutes (RFC 5321, 4.5.3.2.6). */
const ANSWER_MS = 600_000;

interface SmtpError extends Error {
  readonly responseCode?: number;
  readonly response?: string;
  readonly recipient?: string;
  readonly rejectedErrors?: readonly SmtpError[];
}

export function nextHopAt(address: { readonly host: string; readonly port: number }): NextHop {
  const idle: { connection: SMTPConnection; timer: NodeJS.Timeout }[] = [];

  async function acquire(): Promise<SMTPConnection> {
    const kept = idle.pop();
    if (!kept) return open(address);
    clearTimeout(kept.timer);
    return kept.connection;
  }

  function giveBack(connection: SMTPConnection): void {
    const timer = setTimeout(() => {
      const at = idle.findIndex((each) => each.connection === connection);
      if (at >= 0) idle.splice(at, 1);
      connection.quit();
    }, IDLE_MS).unref();
    idle.push({ connection, timer });
    connection.once('end', () => {
      const at = idle.findIndex((each) => each.connection === connection);
      if (at >= 0) idle.splice(at, 1);
      clearTimeout(timer);
    });
  }

  return {
    send: async (envelope, pieces) => {
      let connection: SMTPConnection | undefined;
      try {
        connection = await acquire();
        const answers = await transact(connection, envelope, pieces);
        giveBack(connection);
        return answers;
      } catch (error) {
        const { responseCode } = error as SmtpError;
        // An answer leaves the connection in order once it is reset; a failure of the connection does not.
        if (connection && responseCode && (await reset(connection))) giveBack(connection);
        else connection?.close();
        return envelope.recipients.map((recipient) => answerOf(recipient, error as SmtpError));
      }
    },
    close: () => {
      for (const { connection, timer } of idle.splice(0)) {
        clearTimeout(timer);
        connection.quit();
      }
    },
  };
}

function open({ host, port }: { readonly host: string; readonly port: number }): Promise<SMTPConnection> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      host,
      port,
      opportunisticTLS: true,
      tls: { rejectUnauthorized: false },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
    });
    connection.once('error', reject);
    connection.connect(() => {
      connection.off('error', reject);
      // From here on errors come to the transaction, or concern an idle connection that its `end` takes out.
      connection.on('error', () => connection.close());
      resolve(connection);
    });
  });
}

function transact(connection: SMTPConnection, envelope: SendEnvelope, pieces: readonly Buffer[]): Promise<Answer[]> {
  const { recipients, mailFrom, smtputf8, body8bit, dsn } = envelope;
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(error);
    connection.once('error', failed);
    connection.once('end', () => reject(new Error('the next hop closed the connection')));
    connection.send(
      {
        from: mailFrom === '' ? false : mailFrom,
        to: recipients.map(({ address }) => address),
        use8BitMime: body8bit,
        size: pieces.reduce((sum, piece) => sum + piece.byteLength, 0),
        ...(smtputf8 && { requireSMTPUTF8: true }),
        ...(dsn && { dsn: dsn as never }),
      },
      Readable.from(pieces),
      (error, info) => {
        connection.off('error', failed);
        connection.removeAllListeners('end');
        if (error) return reject(error);
        const refused = new Map(
          (info?.rejectedErrors ?? []).map((each) => [(each as SmtpError).recipient, each as SmtpError]),
        );
        resolve(
          recipients.map((recipient) => {
            const error = refused.get(recipient.address);
            return error
              ? answerOf(recipient, error)
              : { ordinal: recipient.ordinal, code: 250, response: oneLine(info?.response ?? '250') };
          }),
        );
      },
    );
  });
}

function reset(connection: SMTPConnection): Promise<boolean> {
  return new Promise((resolve) => {
    connection.once('end', () => resolve(false));
    connection.reset((error) => resolve(!error));
  });
}

/** Where every recipient was refused, each has an error of its own; else the one error is everybody's. */
function answerOf({ ordinal, address }: PendingRecipient, error: SmtpError): Answer {
  const own = error.rejectedErrors?.find(({ recipient }) => recipient === address) ?? error;
  return { ordinal, code: own.responseCode ?? null, response: oneLine(own.response ?? 'no answer from the next hop') };
}

function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 500);
}
