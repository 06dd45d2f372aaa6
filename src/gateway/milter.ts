/**
 * Milter in: the MTA shows us each message within its own session, and keeps those that may go.
 *
 * A cleared message goes on with the MTA, with `X-Reticent:` on top and the claims taken out. A held one becomes ours,
 * envelope and all, and the MTA discards its copy: it was taken (250), so that nobody sends it again. Of a mixed one the
 * MTA keeps the recipients who may have it. Where no verdict comes in time we take the message and relay it ourselves;
 * without a next hop the MTA is asked to come back (451). Source: `milter-wire.ts`; MILTER_README of Postfix.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Log } from '../log.ts';
import type { Borrowed } from '../store/borrowed.ts';
import type { Intake } from './intake.ts';
import { MilterSession } from './milter-session.ts';
import { CONTINUE, NotMilterError, negotiated, type Packet, packetsOf, STEPS, stringsIn } from './milter-wire.ts';
import type { IsTrusted } from './prompt-server.ts';
import type { Listener } from './smtp.ts';
import type { ClaimWords } from './transform.ts';

export interface MilterOptions {
  readonly host: string;
  readonly port: number;
  readonly isTrusted: IsTrusted;
  readonly intake: Intake;
  readonly borrowed: Borrowed;
  readonly claims: ClaimWords;
  /** How long a session waits for the verdict. */
  readonly waitMs: number;
  /** Whether what is not decided in time could be relayed by us. */
  readonly hasNextHop: boolean;
  readonly log: Log;
}

/** Postfix keeps a connection as long as its client's session, which may say nothing for five minutes. */
const IDLE_MS = 600_000;
const MAX_CONNECTIONS = 2_000;

/** Listens. Rejects where the port is taken. */
export async function listenMilter(options: MilterOptions): Promise<Listener> {
  const { host, port, isTrusted, log } = options;
  const sessions = new Map<Socket, MilterSession>();
  const server = createServer((socket) => {
    // Who may show us mail says who sent it; nobody else is heard.
    if (!isTrusted(socket.remoteAddress ?? '')) return socket.destroy();
    const session = new MilterSession(options);
    sessions.set(socket, session);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    serve(socket, session, () => !server.listening)
      .catch((error: unknown) => {
        const { code } = error as NodeJS.ErrnoException;
        // A client that goes away in the middle is no fault; what it showed is dropped.
        if (!(error instanceof NotMilterError) && code === undefined) log.error({ error }, 'a milter session failed');
      })
      .finally(() => {
        sessions.delete(socket);
        socket.destroy();
      });
    return socket;
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('error', (error) => log.warn({ error }, 'milter listener error'));
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // Sessions between two messages have nothing to lose; the others end with their message.
      for (const [socket, session] of sessions) if (!session.isBusy) socket.destroy();
      await closed;
    },
  };
}

/** Which step of the session may stay unanswered. */
const SILENT: Readonly<Record<string, number>> = {
  C: STEPS.noReplyToConnect,
  H: STEPS.noReplyToHelo,
  M: STEPS.noReplyToMail,
  R: STEPS.noReplyToRecipient,
  T: STEPS.noReplyToData,
  L: STEPS.noReplyToHeader,
  N: STEPS.noReplyToHeaderEnd,
};

async function serve(socket: Socket, session: MilterSession, isClosing: () => boolean): Promise<void> {
  const packets = packetsOf(socket);
  let steps = 0;
  for (let next = await packets.next(); !next.done; next = await packets.next()) {
    const { command, data } = next.value;
    switch (command) {
      case 'O': {
        const offer = negotiated(data);
        steps = offer.steps;
        session.begin(offer.actions, (steps & STEPS.headerSpace) !== 0);
        socket.write(offer.reply);
        break;
      }
      case 'D': // macros of the step that follows, never answered
        session.macros(data);
        break;
      case 'B':
      case 'E':
        socket.write(await session.message(next.value, packets, (steps & STEPS.noReplyToBody) === 0 ? socket : null));
        if (isClosing()) return;
        break;
      case 'A': // the message is off, the connection is not
        session.reset();
        break;
      case 'K': // the MTA's client has gone, and another one comes
        session.restart();
        break;
      case 'Q':
        return;
      default:
        note(session, next.value);
        if ((steps & (SILENT[command] ?? 0)) === 0) socket.write(CONTINUE);
    }
  }
}

function note(session: MilterSession, { command, data }: Packet): void {
  if (command === 'C') session.connected(data);
  if (command === 'H') session.helo(stringsIn(data));
  if (command === 'M') session.mailFrom(stringsIn(data));
  if (command === 'R') session.recipient(stringsIn(data));
  if (command === 'L') session.header(data);
}
