/** A client that sends raw messages over kept connections and times each verdict: from the end of the data to its reply. */
import { connect } from 'node:net';

/** Sends all, so many at once; gives milliseconds, in the order in which they ended. Throws on any refusal. */
export async function sendAll(port: number, messages: readonly Buffer[], atOnce: number): Promise<readonly number[]> {
  const times: number[] = [];
  let next = 0;
  const client = async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const chunks = socket.setEncoding('latin1')[Symbol.asyncIterator]();
    let heard = '';
    const expected = async (code: string) => {
      for (;;) {
        const reply = /^(?:\d{3}-[^\n]*\n)*(\d{3})[^\n]*\n/.exec(heard);
        if (reply) {
          heard = heard.slice(reply[0].length);
          if (reply[1]?.[0] !== code) throw new Error(`the server said \`${reply[0].trim()}\``);
          return;
        }
        const { value, done } = await chunks.next();
        if (done) throw new Error('the server closed the connection');
        heard += value;
      }
    };
    const say = async (line: string, code: string) => {
      socket.write(`${line}\r\n`);
      await expected(code);
    };
    await expected('2');
    await say('EHLO bench.example', '2');
    for (let message = messages[next++]; message; message = messages[next++]) {
      await say('MAIL FROM:<a.khan@party.example>', '2');
      await say('RCPT TO:<sam.pickard@kitchen.example>', '2');
      await say('DATA', '3');
      socket.write(message); // the corpus has no line that begins with a dot
      const started = performance.now();
      await say('.', '2');
      times.push(performance.now() - started);
    }
    socket.end('QUIT\r\n');
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return times;
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
