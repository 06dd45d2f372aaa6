/** The report of an attempted disclosure (paragraph 11): how it is drawn up, and what it says. */
import { html } from 'ghtml';
import type { Printed, PrintedBlock } from '../../printed.ts';
import { messageUrl, type QueueQuery, queueUrl } from '../queue-query.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { form } from './form.ts';
import { framed } from './page.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';

/** A list of people has thousands of places. */
const MOST_ROWS = 100;

export interface BreachPage {
  readonly id: string;
  readonly canQuote: boolean;
  readonly withText: boolean;
  readonly query: QueueQuery;
  /** Null before it is drawn up. */
  readonly printed: Printed | null;
}

export function breachPage(me: SignedIn, { id, canQuote, withText, query, printed }: BreachPage): string {
  const back = may(me.roles, 'holds:read')
    ? html`<a href="${messageUrl(id, query)}" data-key="u" data-key-label="back to the message">The message</a>`
    : html`<a href="${queueUrl(query)}" data-key="u" data-key-label="back to the queue">Quarantine</a>`;
  const quote = canQuote
    ? html`<p class="choice"><label><input type="checkbox" name="withText" value="yes"!${withText ? ' checked' : ''}> quote the subject, what was found and what the sender said</label></p>`
    : html`<p class="muted">It quotes nothing: its words are for who may read the message.</p>`;
  const body = html`<p class="way">!${back}</p>
<h1>Report of an attempted disclosure</h1>
<p>For the National Executive Committee (paragraph 11). It states facts and no judgement, and is itself a matter of an individual: it goes to who may have such matters, and to nobody else. That it is drawn up stands on the audit log.</p>
!${form(me, {
    action: messageUrl(id, query, 'report'),
    content: html`!${quote}
<p class="actions"><button type="submit" name="as" value="page" class="main">Draw it up</button> <button type="submit" name="as" value="pdf">Keep it as PDF</button> <button type="submit" name="as" value="json">Keep it as JSON</button></p>`,
  })}
!${printed ? html`<article aria-label="The report">!${blocksView(printed.blocks)}</article>` : ''}`;
  return framed(me, { title: 'Report of an attempted disclosure', at: '/quarantine', body });
}

/** As it is printed, block by block; a table is called by the heading above it. */
function blocksView(blocks: readonly PrintedBlock[]): string {
  let heading = 'The report';
  return blocks
    .map((block) => {
      if (block.kind === 'heading') heading = block.text;
      return blockView(block, heading);
    })
    .join('\n');
}

function blockView(block: PrintedBlock, heading: string): string {
  switch (block.kind) {
    case 'heading':
      return html`<h2>!${plain(block.text)}</h2>`;
    case 'paragraph':
      return html`<p>!${plain(block.text)}</p>`;
    case 'facts':
      return html`<dl>!${block.rows.map(([name, value]) => html`<dt>${name}</dt><dd>!${plain(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return html`!${table<readonly string[]>({
        caption: heading,
        rows: block.rows.slice(0, MOST_ROWS),
        empty: 'None.',
        columns: block.head.map((title, at) => ({ title, cell: (row: readonly string[]) => plain(row[at] ?? '') })),
      })}!${block.rows.length > MOST_ROWS ? html`<p class="muted">The first ${MOST_ROWS} of ${block.rows.length}: what is kept as a file has them all.</p>` : ''}`;
    default:
      return block satisfies never;
  }
}
