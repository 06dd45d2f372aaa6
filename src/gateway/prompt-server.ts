/**
 * An SMTP server that greets at once.
 *
 * `smtp-server` waits 100 ms before its greeting to catch clients that talk too soon, and has no option for it: with 20
 * connections that is 200 messages a second and no more. Our clients are MTAs that we know, so the wait catches nobody.
 * A client that talks before the greeting is still refused: the library checks that without the wait. See
 * docs/decisions/0012.
 */
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';

/**
 * A quoted local part (RFC 5321, 4.1.2) of at most 64 bytes (4.5.3.1.1), without what would end an address elsewhere: `@`,
 * brackets, quotes, backslashes.
 */
const QUOTED = /^[^<]{0,20}<("[ !#-;=?A-[\]-~]{1,62}")@/;

const NOTHING = Buffer.alloc(0);

/** Whether a peer may say on whose behalf it speaks (XCLIENT, XFORWARD). */
export type IsTrusted = (address: string) => boolean;

class PromptConnection extends SMTPConnection {
  readonly #isTrusted: IsTrusted;

  constructor(
    server: SMTPServer,
    socket: Socket,
    options: SMTPConnectionOptions | null | undefined,
    isTrusted: IsTrusted,
  ) {
    super(server, socket, options);
    this.#isTrusted = isTrusted;
  }

  override init(): void {
    this._setListeners(() => {
      const { maxClients } = this._server.options;
      if (maxClients && this._server.connections.size > maxClients) {
        this.send(421, `${this.name} Too many connected clients, try again in a moment`, false);
      } else {
        this.connectionReady();
      }
    });
  }

  /**
   * What came behind a message is nearly always nothing, and the library keeps that as the end of the message's own bytes:
   * V8 then gives them back only when it goes through the whole heap (docs/decisions/0084).
   */
  override _createParser(): ReturnType<SMTPConnection['_createParser']> {
    const parser = super._createParser();
    const end = parser._endDataMode.bind(parser);
    parser._endDataMode = (message, behind, done) => end(message, behind.length === 0 ? NOTHING : behind, done);
    return parser;
  }

  /** The library adds a status code (RFC 3463) to every reply; one that we chose ourselves is better than its guess. */
  override send(code: number, text?: string | string[] | null, context?: string | false): void {
    super.send(code, text, typeof text === 'string' && /^[245]\.\d\.\d{1,2} /.test(text) ? false : context);
  }

  /** Offered in the clear, a client would send its password before it hears that it must not. */
  override _isSupported(command: string): boolean {
    return super._isSupported(command) && (command !== 'AUTH' || this.secure);
  }

  /**
   * The library takes a recipient who is named twice once, and LMTP wants an answer behind DATA for each name that was taken
   * (RFC 2033, 4.2): a client would wait for the second one until its time is over, and send the message again.
   */
  override handler_RCPT(...given: Parameters<SMTPConnection['handler_RCPT']>): void {
    if (this._server.options.lmtp) this._rcptIndex.clear();
    super.handler_RCPT(...given);
  }

  /**
   * CHUNKING (RFC 3030) is not offered. What comes behind BDAT all the same is a message: taken for commands it could send
   * another, so the session ends with the refusal.
   */
  override _getHandler(command: string): ReturnType<SMTPConnection['_getHandler']> {
    if (command !== 'BDAT') return super._getHandler(command);
    return () => {
      this.send(502, '5.5.1 BDAT is not taken, CHUNKING is not offered: send DATA', false);
      this.close();
    };
  }

  /**
   * The library parts a command at its blanks, also within quotes: it is shown another local part meanwhile. Bytes that are
   * no UTF-8 it replaces, which makes another address of one: such a command is refused.
   */
  override _parseAddressCommand(
    name: string,
    command: Buffer | string,
  ): ReturnType<SMTPConnection['_parseAddressCommand']> {
    const text = command.toString();
    if (text.includes('\ufffd')) return false;
    const [, quoted] = QUOTED.exec(text) ?? [];
    if (!quoted?.includes(' ')) return super._parseAddressCommand(name, command);
    const parsed = super._parseAddressCommand(name, text.replace(quoted, 'quoted'));
    return parsed && { ...parsed, address: parsed.address.replace('quoted', () => quoted) };
  }

  /** The library compares with a list of addresses; ours holds networks. */
  override _proxyCommandAllowed(command: string, option: 'useXClient' | 'useXForward'): boolean {
    return this.#isTrusted(this._originalRemoteAddress) && super._proxyCommandAllowed(command, option);
  }
}

export class PromptServer extends SMTPServer {
  readonly #isTrusted: IsTrusted;

  constructor(options: SMTPServerOptions, isTrusted: IsTrusted) {
    super(options);
    this.#isTrusted = isTrusted;
  }

  override connect(socket: Socket, socketOptions?: SMTPConnectionOptions | null): void {
    const connection = new PromptConnection(this, socket, socketOptions, this.#isTrusted);
    this.connections.add(connection);
    connection.on('error', (error) => this._onError(error));
    connection.on('connect', (about) => this._onClientConnect(about));
    connection.init();
  }
}
