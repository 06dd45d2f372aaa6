/** The pages beside a held message: all of one part, and the grounds for every recipient. */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import type { Part } from '../../document/document.ts';
import { messageUrl, type QueueQuery, queryText, queueUrl, withFilters } from '../queue-query.ts';
import type { Loaded } from '../reviewing.ts';
import type { SignedIn } from '../sign-in.ts';
import { matrixView } from './matrix.ts';
import { framed } from './page.ts';
import { type Hit, partStretch } from './part-text.ts';
import { isolated, plain } from './plain.ts';

/** UTF-16 units of one page of a part; less where much of it has to be escaped. */
const STRETCH = 40_000;
const HEAVIEST = 100_000;

interface PartStretch {
  readonly part: Part;
  readonly from: number;
  readonly address: string;
  /** From where in the queue they came. */
  readonly query: QueueQuery;
}

export function partPage(
  me: SignedIn,
  { message, inspection }: Loaded,
  { part, from, address, query }: PartStretch,
): string {
  const hits = everyHit(inspection?.findings ?? []);
  let length = STRETCH;
  let shown = partStretch(part, hits, from, length);
  while (shown.markup.length > HEAVIEST && length > 500) {
    length = Math.floor(length / 2);
    shown = partStretch(part, hits, from, length);
  }
  const { markup, next } = shown;
  const body = html`!${wayBack(message, query)}
<h1>!${isolated(part.path)}</h1>
<div class="part">!${markup || html`<p class="muted">There is no more text.</p>`}</div>
<nav class="pager" aria-label="Pages of the part">
!${from > 0 ? html`<a class="button" href="${withFilters(address, query)}">From its beginning</a>` : ''}
!${next === null ? '' : html`<a class="button" href="${address}?${[`from=${next}`, queryText(query)].filter(Boolean).join('&')}" data-key="]" data-key-label="read on">Read on <kbd>]</kbd></a>`}</nav>`;
  return framed(me, { title: 'Part of a held message', at: '/quarantine', body });
}

/** Of all evidence, not of the loudest alone: these pages show one part, with room for it. */
export function everyHit(findings: readonly Finding[]): Hit[] {
  return findings.flatMap(({ evidence }, index) =>
    evidence.map((each, number) => ({ ...each, anchor: `p${index}-${number}` })),
  );
}

export function groundsPage(me: SignedIn, { message, inspection }: Loaded, query: QueueQuery): string {
  const body = html`!${wayBack(message, query)}
<h1>Grounds</h1><h2>For every recipient</h2>!${matrixView(message.decision.recipients, inspection?.findings ?? [])}`;
  return framed(me, { title: 'Grounds', at: '/quarantine', body });
}

export function wayBack({ id, subject }: Pick<Loaded['message'], 'id' | 'subject'>, query: QueueQuery): string {
  return html`<p class="way"><a href="${queueUrl(query)}">Quarantine</a> › <a href="${messageUrl(id, query)}" data-key="u" data-key-label="back to the message"><bdi>!${plain(subject?.trim() || '(no subject)')}</bdi></a></p>`;
}
