/**
 * A connection to the next hop that passes on what was asked for each recipient.
 *
 * nodemailer's has one wish for delivery reports for all recipients, and says SMTPUTF8 only where an address needs it;
 * RFC 3461 (5.2) wants each recipient's own, RFC 6531 (3.4) the word also for headers. It leans on members that the
 * library's types leave out, so the version is pinned (docs/decisions/0031).
 */
import type { Socket } from 'node:net';
import type { Transform } from 'node:stream';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { RecipientDsn } from '../store/envelope.ts';

/** Doubles dots and ends in one; what it saw last decides whether a line end has to come before that. */
interface SendStream extends Transform {
  lastByte: number | false;
}

/** What the types of the library leave out. */
interface Inner {
  readonly _socket: Socket;
  _createSendStream(callback: (error: Error | null, response: string) => void): SendStream;
  readonly _supportedExtensions: readonly string[];
  readonly _maxAllowedSize: number;
  readonly _recipientQueue: readonly string[];
  _envelope: false | { readonly mailError?: Error; readonly rejectedErrors?: readonly Error[] };
  _sendCommand(text: string, logged?: string): void;
}

const Base = SMTPConnection as unknown as new (options: SMTPConnectionOptions) => SMTPConnection & Inner;

export interface Wishes {
  readonly smtputf8: boolean;
  readonly sizeBytes: number;
  /** Each line ends in CR LF: it came by a way in that takes nothing else (`intake.ts`). */
  readonly hasExactLines: boolean;
  /** By address. */
  readonly dsn: ReadonlyMap<string, RecipientDsn | null>;
}

/** Less than a socket takes before it asks to wait (64 KB), dots included: what is larger leaves piece by piece, as it is taken. */
const ONE_WRITE_BYTES = 40 * 1024;

export class RelayConnection extends Base {
  #wishes: Wishes = { smtputf8: false, sizeBytes: 0, hasExactLines: false, dsn: new Map() };

  /** For the next message. */
  wish(wishes: Wishes): void {
    this.#wishes = wishes;
    this._envelope = false; // of the message before
  }

  /** What the next hop has answered so far, where it closes without answering the rest of what was sent along. */
  withAnswers(failure: Error): Error {
    const { mailError, rejectedErrors } = this._envelope || {};
    return mailError ?? (rejectedErrors?.length ? Object.assign(failure, { rejectedErrors }) : failure);
  }

  offers(extension: 'DSN' | 'SMTPUTF8'): boolean {
    return this._supportedExtensions.includes(extension);
  }

  /** What a message may have here, as EHLO said (RFC 1870); 0 where it said nothing. */
  get mostBytes(): number {
    return this._maxAllowedSize;
  }

  override _sendCommand(text: string, logged?: string): void {
    const wants = this.#wishes.smtputf8 && text.startsWith('MAIL FROM:') && !/ SMTPUTF8(?: |$)/.test(text);
    super._sendCommand(wants ? `${text} SMTPUTF8` : text, logged);
  }

  /** Our lines, the message and the dot behind it are one write where they are small. */
  override _createSendStream(callback: (error: Error | null, response: string) => void): SendStream {
    const stream = super._createSendStream(callback);
    const socket = this._socket;
    if (this.#wishes.hasExactLines) passPlain(stream);
    if (this.#wishes.sizeBytes <= ONE_WRITE_BYTES) {
      socket.cork();
      stream.once('close', () => socket.uncork());
    }
    return stream;
  }

  /** Asked for the recipient that was queued last. */
  _getDsnRcptToArgs(): string {
    const { notify, orcpt } = this.#wishes.dsn.get(this._recipientQueue.at(-1) ?? '') ?? {};
    if (!this.offers('DSN')) return '';
    return `${notify ? ` NOTIFY=${notify.join(',')}` : ''}${orcpt ? ` ORCPT=${xtext(orcpt)}` : ''}`;
  }
}

const LINE_WITH_DOT = Buffer.from('\n.');
const DOT = 0x2e;

/** The library looks at each byte; nearly no piece has anything to be doubled, and finding that out is much faster. */
function passPlain(stream: SendStream): void {
  const stuff = stream._transform.bind(stream);
  stream._transform = (chunk: Buffer, encoding, done) => {
    if (chunk.length === 0 || chunk[0] === DOT || chunk.includes(LINE_WITH_DOT)) {
      stuff(chunk, encoding, done);
      return;
    }
    stream.lastByte = chunk.at(-1) ?? false;
    done(null, chunk);
  };
}

/** RFC 3461, 4: the type stays as it is, its address is encoded. */
function xtext(text: string): string {
  return text.replace(/[^\x21-\x2a\x2c-\x3c\x3e-\x7e]/g, (one) =>
    [...Buffer.from(one)].map((byte) => `+${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
