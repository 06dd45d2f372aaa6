/**
 * What a milter's MTA tells of one client and its messages, and what it is answered when a message has ended.
 */
import type { Writable } from 'node:stream';
import type { Verdict } from '../store/borrowed.ts';
import type { Envelope, EnvelopeRecipient } from '../store/envelope.ts';
import type { MilterOptions } from './milter.ts';
import {
  ACTIONS,
  answer,
  CONTINUE,
  changeHeader,
  DISCARD,
  deleteRecipient,
  insertHeader,
  NotMilterError,
  type Packet,
  stringsIn,
} from './milter-wire.ts';
import { recipientParameters, senderParameters } from './parameters.ts';
import { refusalOf } from './refusal.ts';
import { signs, subjectWithoutClaim } from './transform.ts';

interface Header {
  readonly name: string;
  /** As written after the colon, in latin1, with CR LF where it is folded. */
  readonly value: string;
}

/** The MTA gave the message up, or went away. Nothing of it is stored. */
class MessageAbortedError extends Error {
  override readonly name = 'MessageAbortedError';
}

/** Against a flood: more than this in headers is no mail (Postfix cuts at 100 KiB for one). */
const MAX_HEADER_BYTES = 4 * 1024 * 1024;

export class MilterSession {
  readonly #options: MilterOptions;
  #actions = 0;
  #hasHeaderSpace = false;
  #client: Envelope['client'] = { address: 'unknown', helo: null, tls: false };
  #connectionMacros = new Map<string, string>();
  #messageMacros = new Map<string, string>();
  #from: readonly string[] = [];
  #recipients: EnvelopeRecipient[] = [];
  #headers: Header[] = [];
  #headerBytes = 0;
  #isBusy = false;

  constructor(options: MilterOptions) {
    this.#options = options;
  }

  /** In the middle of a message. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  begin(actions: number, hasHeaderSpace: boolean): void {
    this.#actions = actions;
    this.#hasHeaderSpace = hasHeaderSpace;
  }

  /** `{auth_authen}` is who signed in at the MTA. */
  macros(data: Buffer): void {
    const step = String.fromCharCode(data[0] ?? 0);
    const words = stringsIn(data.subarray(1));
    // A message begins: Sendmail does not tell that its client gave one up before any body (RSET).
    if (step === 'M') this.#messageMacros.clear();
    const into = step === 'C' || step === 'H' ? this.#connectionMacros : this.#messageMacros;
    for (let at = 0; at + 1 < words.length; at += 2) into.set(words[at] ?? '', words[at + 1] ?? '');
  }

  /** Host name, family, port, address; without an address for a local client. */
  connected(data: Buffer): void {
    const end = data.indexOf(0);
    const family = String.fromCharCode(data[end + 1] ?? 0);
    const [address = ''] = family === 'U' ? [] : stringsIn(data.subarray(end + 4));
    this.#client = { ...this.#client, address: address.replace(/^IPv6:/i, '') || 'local' };
  }

  helo([name = '']: readonly string[]): void {
    this.#client = { ...this.#client, helo: name || null, tls: this.#connectionMacros.has('{tls_version}') };
  }

  mailFrom(words: readonly string[]): void {
    this.#isBusy = true;
    this.#from = words;
    this.#recipients = [];
    this.#headers = [];
    this.#headerBytes = 0;
  }

  recipient([address = '', ...parameters]: readonly string[]): void {
    const dsn = recipientParameters(parameters);
    this.#recipients.push({ address: bare(address), ...(dsn && { dsn }) });
  }

  header(data: Buffer): void {
    this.#headerBytes += data.length;
    if (this.#headerBytes > MAX_HEADER_BYTES) throw new NotMilterError('too much in headers');
    const [name = '', written = ''] = data.toString('latin1').split('\0');
    const value = written.replace(/\r?\n/g, '\r\n');
    this.#headers.push({ name, value: this.#hasHeaderSpace ? value : ` ${value}` });
  }

  reset(): void {
    this.#isBusy = false;
    this.#messageMacros.clear();
  }

  restart(): void {
    this.reset();
    this.#connectionMacros.clear();
  }

  /**
   * Takes the message from its first piece of body on: reads to its end, and gives what its MTA is to do. `unheard` is
   * where an MTA that wants an answer to each piece gets it. Throws where the MTA goes away.
   */
  async message(first: Packet, packets: AsyncGenerator<Packet>, unheard: Writable | null): Promise<Buffer> {
    const body = new Body(first, packets, unheard);
    const { intake, waitMs, log } = this.#options;
    try {
      const { id, state } = await intake(this.#envelope(), body.bytes(this.#headerBlock()), {
        waitMs,
        purpose: 'hand-back',
      });
      return await this.#told(id, state);
    } catch (error) {
      if (error instanceof MessageAbortedError) return Buffer.alloc(0);
      // What is left of the message has to be read before the answer can be heard.
      if (!(await body.drain())) return Buffer.alloc(0);
      const { code, words } = refusalOf(error, log);
      return answer(code, words);
    } finally {
      this.reset();
    }
  }

  async #told(id: string, state: string): Promise<Buffer> {
    const { borrowed, hasNextHop, log } = this.#options;
    const verdict = await borrowed.handBack(id);
    if (verdict) {
      log.info({ messageId: id, action: verdict.action }, 'handed back to its mail server');
      return this.#handedBack(id, verdict);
    }
    if (state === 'held') return DISCARD;
    if (!hasNextHop) {
      await borrowed.drop(id);
      return answer(451, '4.3.2 no verdict in time, try again later');
    }
    if (await borrowed.keep(id)) {
      log.warn({ messageId: id }, 'no verdict in time: the message is relayed by us');
      return DISCARD;
    }
    // The verdict came between the two.
    const late = await borrowed.handBack(id);
    return late ? this.#handedBack(id, late) : DISCARD;
  }

  #handedBack(id: string, { action, reason, held }: Verdict): Buffer {
    const { claims, log } = this.#options;
    const changes: Buffer[] = held.map(deleteRecipient);
    const touched = new Set<string>();
    // From the last to the first, because deleting one moves those after it.
    const counts = new Map<string, number>();
    const places = this.#headers.map((header) => {
      const key = header.name.trimEnd().toLowerCase(); // `Subject :`, where the MTA leaves the blank
      const index = (counts.get(key) ?? 0) + 1;
      counts.set(key, index);
      return { ...header, key, index };
    });
    for (const { name, key, index, value } of places.reverse()) {
      const plain =
        key === claims.header ? '' : claims.taggedFields.has(key) ? subjectWithoutClaim(value, claims) : null;
      if (plain === null) continue;
      touched.add(key);
      changes.push(changeHeader(name, index, this.#hasHeaderSpace || plain === '' ? plain : plain.trimStart()));
    }
    if ((this.#actions & ACTIONS.changeHeader) === 0 && touched.size > 0)
      log.warn({ messageId: id }, 'the mail server does not let claims be taken out');
    if (this.#headers.some(({ name, value }) => /^dkim-signature\s*$/i.test(name) && signs(value, touched)))
      log.warn({ messageId: id }, 'a claim stood in a signed header: the signature no longer verifies');
    const word = `${this.#hasHeaderSpace ? ' ' : ''}${action === 'split' ? 'release' : action} ${reason}; id=${id}`;
    return Buffer.concat([...changes, insertHeader('X-Reticent', word), CONTINUE]);
  }

  #envelope(): Envelope {
    const [address = '', ...parameters] = this.#from;
    const mailFrom = bare(address);
    const login = this.#messageMacros.get('{auth_authen}') || mailFrom || null;
    return {
      via: 'milter',
      login,
      mailFrom,
      recipients: this.#recipients,
      ...senderParameters(parameters),
      client: this.#client,
    };
  }

  #headerBlock(): Buffer {
    const lines = this.#headers.map(({ name, value }) => `${name}:${value}\r\n`);
    return Buffer.from(`${lines.join('')}\r\n`, 'latin1');
  }
}

/** The pieces of one body, up to the packet that ends it. */
class Body {
  readonly #packets: AsyncGenerator<Packet>;
  readonly #unheard: Writable | null;
  #next: Packet;
  #hasEnded = false;

  constructor(first: Packet, packets: AsyncGenerator<Packet>, unheard: Writable | null) {
    this.#next = first;
    this.#packets = packets;
    this.#unheard = unheard;
  }

  async *bytes(header: Buffer): AsyncGenerator<Buffer> {
    yield header;
    for (;;) {
      const { command, data } = this.#next;
      if (command === 'A') throw new MessageAbortedError('the mail server gave the message up');
      if (data.length > 0 && command !== 'D') yield data;
      if (command === 'E') {
        this.#hasEnded = true;
        return;
      }
      await this.#step();
    }
  }

  /** Reads to the end; false where the MTA gave the message up. */
  async drain(): Promise<boolean> {
    while (!this.#hasEnded) {
      if (this.#next.command === 'A') return false;
      if (this.#next.command === 'E') break;
      await this.#step();
    }
    return true;
  }

  async #step(): Promise<void> {
    if (this.#next.command === 'B') this.#unheard?.write(CONTINUE);
    const { value, done } = await this.#packets.next();
    if (done) throw new MessageAbortedError('the mail server went away');
    this.#next = value;
  }
}

/** `<a@b.example>` without its brackets; empty for the null sender. */
function bare(address: string): string {
  return address.trim().replace(/^<(.*)>$/, '$1');
}
