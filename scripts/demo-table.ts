/** The demo's table: one block a message, wrapped for a terminal. */

export interface DemoRow {
  readonly file: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly matters: readonly { readonly category: string; readonly strongest: string | null }[];
  readonly action: 'held' | 'relayed';
  readonly reason: string;
  readonly explanation: string;
}

const WIDTH = 100;

export function table(rows: readonly DemoRow[]): string {
  return rows.map(block).join(`\n${'─'.repeat(WIDTH)}\n`);
}

function block({ file, sender, recipients, matters, action, reason, explanation }: DemoRow): string {
  const found = matters.map(({ category, strongest }) =>
    strongest ? `${category} “${oneLine(strongest)}”` : category,
  );
  return [
    `${action.toUpperCase().padEnd(8)} ${file}`,
    `  from     ${sender}  to ${recipients.join(', ')}`,
    `  matter   ${found.join('; ') || 'none'}`,
    `  reason   ${reason}`,
    ...wrap(explanation, WIDTH - 11).map((line) => `           ${line}`),
  ].join('\n');
}

function oneLine(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
