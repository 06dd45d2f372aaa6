/**
 * The next hop: kept SMTP connections, one message at a time on each.
 */
import { isAscii } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import type { PendingRecipient } from '../store/deliveries.ts';
import type { Envelope } from '../store/envelope.ts';
import { RelayConnection } from './relay-connection.ts';

/** What the next hop answered for one recipient. */
export interface Answer {
  readonly ordinal: number;
  /** SMTP code, or null where none was heard. */
  readonly code: number | null;
  readonly response: string;
  /** For the log, why it was not taken: code and status alone, since a reply's text may quote a message, or how the connection failed. */
  readonly cause: string | null;
  /** The next hop knows what its recipient asked of delivery reports, and sends them itself. */
  readonly passedOnDsn: boolean;
}

export interface NextHop {
  /** Its host, for reports. */
  readonly name: string;
  /** Sends one message. Never rejects: a connection that fails is an answer without a code for every recipient. */
  readonly send: (envelope: SendEnvelope, pieces: readonly Buffer[]) => Promise<readonly Answer[]>;
  readonly close: () => void;
}

export interface SendEnvelope extends Pick<Envelope, 'mailFrom' | 'smtputf8' | 'body8bit' | 'dsn'> {
  readonly recipients: readonly PendingRecipient[];
}

/**
 * `none`: never; `opportunistic`: where it is offered, with whatever certificate, and in the clear where it fails;
 * `required`: with a certificate that is good for the host, or not at all.
 */
export type TlsPolicy = 'none' | 'opportunistic' | 'required';

export interface NextHopOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsPolicy;
  /** File in PEM of the authorities that are believed, instead of the system's. */
  readonly ca: string | null;
  /** At once; more messages wait for their turn. */
  readonly connections: number;
}

/** A connection that carried nothing for so long is closed: next hops drop idle ones after five minutes. */
const IDLE_MS = 60_000;
const PIECE_BYTES = 64 * 1024;
const CONNECT_MS = 30_000;
/** The final answer may take ten minutes (RFC 5321, 4.5.3.2.6). */
const ANSWER_MS = 600_000;

const NOT_PASSED_ON = { code: null, passedOnDsn: false } as const;

interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  /** What was waited for, for longer than may be: `GREETING_TIMEOUT`. */
  readonly timeoutType?: string;
  /** Before whose answer it failed: `CONN`, `RCPT TO`. */
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly recipient?: string;
  readonly rejectedErrors?: readonly SmtpError[];
}

export function nextHopAt(options: NextHopOptions): NextHop {
  const idle: { connection: RelayConnection; timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  let atWork = 0;

  async function turn(): Promise<void> {
    if (atWork >= options.connections) await new Promise<void>((resolve) => waiting.push(resolve));
    else atWork += 1;
  }

  function pass(): void {
    const next = waiting.shift();
    if (next) next();
    else atWork -= 1;
  }

  function kept(): RelayConnection | undefined {
    const last = idle.pop();
    clearTimeout(last?.timer);
    return last?.connection;
  }

  function giveBack(connection: RelayConnection): void {
    const timer = setTimeout(() => {
      takeOut(connection);
      connection.quit();
    }, IDLE_MS).unref();
    idle.push({ connection, timer });
    connection.once('end', () => {
      takeOut(connection);
      clearTimeout(timer);
    });
  }

  function takeOut(connection: RelayConnection): void {
    const at = idle.findIndex((each) => each.connection === connection);
    if (at >= 0) idle.splice(at, 1);
  }

  async function send(envelope: SendEnvelope, pieces: readonly Buffer[]): Promise<readonly Answer[]> {
    const used = kept();
    const transaction = { hasBegun: false };
    let connection = used;
    try {
      connection ??= await open(options);
    } catch (error) {
      // Whatever stands in the way before the first message is no answer to it (a 554 greeting, no TLS).
      const { response = wordsOf(error as SmtpError) } = error as SmtpError;
      const answer = { ...NOT_PASSED_ON, response: oneLine(response), cause: causeOf(error as SmtpError) };
      return envelope.recipients.map(({ ordinal }) => ({ ...answer, ordinal }));
    }
    try {
      const answers = await transact(connection, envelope, pieces, transaction);
      giveBack(connection);
      return answers;
    } catch (error) {
      const { responseCode } = error as SmtpError;
      // An answer leaves the connection in order once it is reset; a failure of the connection does not.
      if (responseCode && (await reset(connection))) giveBack(connection);
      else connection.close();
      // The next hop ended a kept connection just as it was taken, or with 421: nothing of the message was sent.
      const hasEnded = !responseCode || responseCode === 421;
      if (used && hasEnded && !transaction.hasBegun) return send(envelope, pieces);
      return envelope.recipients.map((recipient) => answerOf(recipient, error as SmtpError));
    }
  }

  return {
    name: options.host,
    send: async (envelope, pieces) => {
      await turn();
      try {
        return await send(envelope, pieces);
      } finally {
        pass();
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

async function open(options: NextHopOptions): Promise<RelayConnection> {
  try {
    return await connected(options, options.tls);
  } catch (error) {
    // A certificate or a protocol that nobody agrees on is no reason not to send where nobody asked for TLS.
    if (options.tls !== 'opportunistic' || !isOfTls(error as SmtpError)) throw error;
    return connected(options, 'none');
  }
}

function isOfTls({ code, originalCode = '' }: SmtpError): boolean {
  return code === 'ETLS' || /^ERR_(?:SSL|TLS)_/.test(originalCode);
}

/** Whether the next hop can be reached as the policy wants it; rejects with what stands in the way. For `doctor`. */
export async function tryNextHop(options: NextHopOptions): Promise<{ readonly isSecure: boolean }> {
  const connection = await open(options);
  const isSecure = connection.secure === true;
  connection.quit();
  return { isSecure };
}

function connected({ host, port, ca }: NextHopOptions, policy: TlsPolicy): Promise<RelayConnection> {
  return new Promise((resolve, reject) => {
    const connection = new RelayConnection({
      host,
      port,
      name: hostname(),
      requireTLS: policy === 'required',
      opportunisticTLS: policy === 'opportunistic',
      ignoreTLS: policy === 'none',
      tls: {
        rejectUnauthorized: policy === 'required',
        ...(policy === 'required' && ca !== null && { ca: readFileSync(ca) }),
        ...(isIP(host) === 0 && { servername: host }),
      },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
    });
    connection.once('error', reject);
    connection.connect((error) => {
      if (error) return reject(error); // a greeting that never came
      connection.off('error', reject);
      // From here on errors come to the transaction, or concern an idle connection that its `end` takes out.
      connection.on('error', () => connection.close());
      resolve(connection);
    });
  });
}

async function transact(
  connection: RelayConnection,
  envelope: SendEnvelope,
  pieces: readonly Buffer[],
  transaction: { hasBegun: boolean },
): Promise<Answer[]> {
  const { recipients, mailFrom, smtputf8, body8bit, dsn } = envelope;
  const passedOnDsn = connection.offers('DSN');
  const refused = (those: readonly PendingRecipient[], code: number, words: string, cause: string) =>
    those.map(({ ordinal }) => ({ ordinal, code, response: `${code} ${words}`, cause, passedOnDsn: false }));
  const speaksUtf8 = connection.offers('SMTPUTF8');
  const beyond = speaksUtf8 ? [] : needingUtf8(envelope, pieces);
  if (beyond.length > 0) {
    const words = '5.6.7 the next hop takes no internationalised mail';
    const rest = recipients.filter((each) => !beyond.includes(each));
    const answers =
      rest.length > 0 ? await transact(connection, { ...envelope, recipients: rest }, pieces, transaction) : [];
    return [...answers, ...refused(beyond, 550, words, 'no SMTPUTF8')];
  }
  const sizeBytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  // The library does not begin with what is too large, and gives no code for that: it would wait for five days.
  if (connection.mostBytes > 0 && sizeBytes > connection.mostBytes)
    return refused(
      recipients,
      552,
      `5.3.4 the next hop takes ${connection.mostBytes} bytes at most, not ${sizeBytes}`,
      'SIZE',
    );
  // What we write ourselves comes from the null sender, and by no way in.
  const hasExactLines = mailFrom !== '';
  connection.wish({
    smtputf8: smtputf8 && speaksUtf8,
    sizeBytes,
    hasExactLines,
    dsn: new Map(recipients.map((each) => [each.address, each.dsn])),
  });
  const message = function* () {
    transaction.hasBegun = true;
    // In small views: what stuffs dots copies each piece, and of a large message there is to be no second whole.
    for (const piece of pieces)
      for (let at = 0; at < piece.length; at += PIECE_BYTES) yield piece.subarray(at, at + PIECE_BYTES);
  };
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(connection.withAnswers(error));
    connection.once('error', failed);
    // After what was answered before it closed, which the callback tells in the same turn: a refusal is one all the same.
    connection.once('end', () => setImmediate(failed, new Error('the next hop closed the connection')));
    connection.send(
      {
        from: mailFrom === '' ? false : mailFrom,
        // Once where LMTP named one twice: answers are told apart by addresses, and a refused second copy would be sent again.
        to: [...new Set(recipients.map(({ address }) => address))],
        use8BitMime: body8bit,
        size: sizeBytes,
        ...(dsn && { dsn: dsn as never }),
      },
      Readable.from(message()),
      (error, info) => {
        connection.off('error', failed);
        connection.removeAllListeners('end');
        if (error) return reject(connection.withAnswers(error));
        const refused = new Map(
          (info?.rejectedErrors ?? []).map((each) => [(each as SmtpError).recipient, each as SmtpError]),
        );
        const taken = oneLine(info?.response ?? '250');
        resolve(
          recipients.map((recipient) => {
            const error = refused.get(recipient.address);
            if (error) return answerOf(recipient, error);
            return { ordinal: recipient.ordinal, code: 250, response: taken, cause: null, passedOnDsn };
          }),
        );
      },
    );
  });
}

/**
 * Who cannot be served where SMTPUTF8 is not spoken: nobody where the sender or, with the word, the header is beyond ASCII,
 * for the message must not be bent and cannot go as it is (RFC 6531, 3.7.4.1); else those with such an address. Some clients
 * ask for the extension with every message: one that does not need it goes without, and 8-bit text in the body is no need.
 */
function needingUtf8(
  { mailFrom, recipients, smtputf8 }: SendEnvelope,
  pieces: readonly Buffer[],
): readonly PendingRecipient[] {
  if (isBeyondAscii(mailFrom) || (smtputf8 && hasHeaderBeyondAscii(pieces))) return recipients;
  return recipients.filter(({ address }) => isBeyondAscii(address));
}

function isBeyondAscii(address: string): boolean {
  return /[^\0-\x7f]/.test(address);
}

function hasHeaderBeyondAscii(pieces: readonly Buffer[]): boolean {
  for (const piece of pieces) {
    const end = piece.indexOf('\r\n') === 0 ? 0 : piece.indexOf('\r\n\r\n');
    if (!isAscii(end < 0 ? piece : piece.subarray(0, end))) return true;
    if (end >= 0) return false;
  }
  return false;
}

function reset(connection: RelayConnection): Promise<boolean> {
  return new Promise((resolve) => {
    connection.once('end', () => resolve(false));
    connection.reset((error) => resolve(!error));
  });
}

/** Where every recipient was refused, each has an error of its own; else the one error is everybody's. */
function answerOf({ ordinal, address }: PendingRecipient, error: SmtpError): Answer {
  const own = error.rejectedErrors?.find(({ recipient }) => recipient === address) ?? error;
  const response = oneLine(own.response ?? wordsOf(own));
  return { ...NOT_PASSED_ON, ordinal, code: own.responseCode ?? null, response, cause: causeOf(own) };
}

/** For people, where the next hop said nothing. */
function wordsOf(error: SmtpError): string {
  if (isOfTls(error)) return 'no TLS as the policy wants it';
  return `no answer from the next hop (${failureOf(error)})`;
}

function causeOf(error: SmtpError): string {
  const [reply] = /^[2-5]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?(?!\d)/.exec(error.response ?? '') ?? [];
  return `${reply ?? failureOf(error)}${error.command ? ` at ${error.command}` : ''}`;
}

function failureOf({ originalCode, timeoutType, code }: SmtpError): string {
  return originalCode ?? timeoutType ?? (code === 'ECONNECTION' ? 'connection closed' : code) ?? 'connection closed';
}

function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 500);
}
