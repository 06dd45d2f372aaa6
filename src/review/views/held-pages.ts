/** The pages beside a held message: all of one part, and the grounds for every recipient. */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import type { Part } from '../../document/document.ts';
import { messageUrl, type QueueQuery, queryText, queueUrl, withFilters } from '../queue-query.ts';
import type { Loaded } from '../reviewing.ts';
import type { SignedIn } from '../sign-in.ts';
import type { Hit } from './marked.ts';
import { matrixView } from './matrix.ts';
import { framed } from './page.ts';
import { partStretch } from './part-text.ts';
import { isolated, plain } from './plain.ts';
import { pager } from './table.ts';

/** UTF-16 units of one page of a part; less where much of it has to be escaped. */
const STRETCH = 40_000;
const HEAVIEST = 100_000;

interface PartStretch {
  readonly part: Part;
  /** Its number among the parts of the message, and how many those are. */
  readonly at: number;
  readonly parts: number;
  readonly from: number;
  readonly address: string;
  /** From where in the queue they came. */
  readonly query: QueueQuery;
}

export function partPage(
  me: SignedIn,
  { message, inspection }: Loaded,
  { part, at, parts, from, address, query }: PartStretch,
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
<nav class="pager" aria-label="Pages and parts">
!${from > 0 ? html`<a class="button" href="${withFilters(address, query)}">From its beginning</a>` : ''}
!${next === null ? '' : html`<a class="button" href="${address}?${[`from=${next}`, queryText(query)].filter(Boolean).join('&')}" data-key="]" data-key-label="read on">Read on <kbd>]</kbd></a>`}
!${neighbour(message.id, at - 1, parts, query, 'Part before')} !${neighbour(message.id, at + 1, parts, query, 'Next part')}</nav>`;
  return framed(me, { title: 'Part of a held message', at: '/quarantine', body });
}

function neighbour(id: string, at: number, parts: number, query: QueueQuery, words: string): string {
  return at >= 0 && at < parts ? html`<a href="${messageUrl(id, query, `parts/${at}`)}">${words}</a>` : '';
}

/** Of all evidence, not of the loudest alone: these pages show one part, with room for it. */
export function everyHit(findings: readonly Finding[]): Hit[] {
  return findings.flatMap(({ evidence }, index) =>
    evidence.map((each, number) => ({ ...each, anchor: evidenceAnchor(index, number) })),
  );
}

export function evidenceAnchor(finding: number, number: number): string {
  return `p${finding}-${number}`;
}

/** As many recipients as a page holds, and at least one. */
export function groundsPage(
  me: SignedIn,
  { message, inspection }: Loaded,
  { query, from }: { readonly query: QueueQuery; readonly from: number },
): string {
  const { recipients } = message.decision;
  const findings = inspection?.findings ?? [];
  const shown: string[] = [];
  let weight = 0;
  for (const recipient of recipients.slice(from)) {
    const markup = matrixView([recipient], findings);
    if (shown.length > 0 && weight + markup.length > HEAVIEST) break;
    shown.push(markup);
    weight += markup.length;
  }
  const next = from + shown.length;
  const at = (to: number) => `${messageUrl(message.id, query, 'grounds')}${queryText(query) ? '&' : '?'}from=${to}`;
  const which =
    shown.length === recipients.length
      ? ''
      : html`<p class="muted">Recipients ${from + 1} to ${next} of ${recipients.length}</p>`;
  const body = html`!${wayBack(message, query)}
<h1>Grounds</h1><h2>For every recipient</h2>!${which}!${shown.join('\n')}
!${pager({ first: from > 0 ? messageUrl(message.id, query, 'grounds') : null, next: next < recipients.length ? at(next) : null })}`;
  return framed(me, { title: 'Grounds', at: '/quarantine', body });
}

export function wayBack({ id, subject }: Pick<Loaded['message'], 'id' | 'subject'>, query: QueueQuery): string {
  return html`<p class="way"><a href="${queueUrl(query)}">Quarantine</a> › <a href="${messageUrl(id, query)}" data-key="u" data-key-label="back to the message"><bdi>!${plain(subject?.trim() || '(no subject)')}</bdi></a></p>`;
}
