/** The parts of a held message as text, and where in them something stands. */
import { html } from 'ghtml';
import type { Evidence } from '../../../classifiers/finding.ts';
import type { Part } from '../../document/document.ts';
import type { HeldText } from '../../store/hold-facts.ts';
import { pageAt, pagesOf } from '../page-images.ts';
import { type QueueQuery, queryText, withFilters } from '../queue-query.ts';
import type { Loaded, Standing } from '../reviewing.ts';
import type { Hit } from './marked.ts';
import { pageLook } from './page-images.ts';
import { partExcerpt } from './part-text.ts';
import { isolated } from './plain.ts';

/** What of the page of a message its texts are shown by. */
export interface TextView {
  readonly loaded: Loaded;
  readonly standing: Standing;
  readonly query: QueueQuery;
  /** Undefined where it stays shut, or nothing is kept. */
  readonly text: HeldText | undefined;
}

/** Units of markup for the texts of all parts, so that the page stays light; each part has a page of its own. */
const TEXT_BUDGET = 45_000;
const MOST_PARTS = 30;
/** Beyond them a part is reached from the page of the one before. */
const MOST_LINKED = 300;
/** Characters above what is pointed at on the page of a part. */
const ABOVE = 1_000;

export function textView(view: TextView, hits: readonly Hit[]): string {
  const { standing, text } = view;
  if (!text && standing.isShut) {
    return html`<div class="card"><p><strong>The text stays shut.</strong> The sender may be the member whom a case is about, and seek advice or support (paragraph 9(b)). You see who wrote to whom, and the evidence. To read on, record why; the reason stands on the audit log.</p></div>`;
  }
  if (!text) return html`<p class="muted">No text is kept of it.</p>`;
  let left = TEXT_BUDGET;
  const parts = text.parts.slice(0, MOST_PARTS).map((part, index) => {
    const { markup, isWhole } = partExcerpt(part, hits, left);
    left -= markup.length;
    const address = partAddress(view, index);
    const pages = pagesIn(view, part);
    const loudest = hits.find((hit) => hit.part === part.path);
    const page = Math.min(loudest ? pageOf(part, loudest) : 1, pages);
    const look = pages > 0 ? pageLook(part, address, { page, pages, query: view.query }) : '';
    const whole = isWhole
      ? ''
      : html`<p><a href="${withFilters(address, view.query)}">Read all of !${isolated(part.path)}</a></p>`;
    return html`<details class="part"!${markup || look ? ' open' : ''}><summary><h3>!${isolated(part.path)}</h3> <small>${part.type} · ${sizeInWords(part.sizeBytes)}${text.cut.includes(part.path) ? ' · too long to be kept whole' : ''}</small></summary>
<div!${look ? ' class="with-look"' : ''}><div>!${markup || html`<p class="muted">It has no text of its own.</p>`}!${whole}</div>!${look}</div></details>`;
  });
  return html`<p class="muted">Every part is shown as text, and pages of PDF files and pictures as images that were drawn anew: nothing in it runs, and nothing is fetched.</p>
!${parts.join('\n')}!${furtherParts(view, text.parts)}`;
}

/** Parts that have no room here, each with its page. */
function furtherParts(view: TextView, parts: readonly Part[]): string {
  const further = parts.slice(MOST_PARTS);
  if (further.length === 0) return '';
  const links = further
    .slice(0, MOST_LINKED)
    .map(
      ({ path, type, sizeBytes }, at) =>
        html`<li><a href="${withFilters(partAddress(view, MOST_PARTS + at), view.query)}">!${isolated(path)}</a> <small>${type} · ${sizeInWords(sizeBytes)}</small></li>`,
    );
  const more = further.length - links.length;
  return html`<details class="part" open><summary><h3>${further.length} more ${further.length === 1 ? 'part' : 'parts'}</h3></summary>
<ul class="plain-list">!${links.join('')}</ul>!${more > 0 ? html`<p class="muted">${more} more: the page of each part leads to the next.</p>` : ''}</details>`;
}

/** Where words are to be seen: on this page, or on that of their part; null where they are not. `anchor` is theirs there. */
export function addressOf(view: TextView, hit: Hit, anchor: string): string | null {
  const at = view.text?.parts.findIndex(({ path }) => path === hit.part) ?? -1;
  const part = view.text?.parts[at];
  const segment = part?.segments.find(({ place }) => place === hit.place);
  if (!part || !segment || hit.start >= segment.text.length) return null;
  if (at < MOST_PARTS) return `#${hit.anchor}`;
  const above = segment.text.lastIndexOf('\n', Math.max(hit.start - ABOVE, 0));
  const before = part.segments.slice(0, part.segments.indexOf(segment)).reduce((sum, { text }) => sum + text.length, 0);
  const from = hit.start > ABOVE ? before + Math.max(above, 0) : before;
  const search = [from > ABOVE && `from=${from}`, queryText(view.query)].filter(Boolean).join('&');
  return `${partAddress(view, at)}${search ? `?${search}` : ''}#${anchor}`;
}

/** To the page that words stand on, where it can be looked at. */
export function pageLink(view: TextView, hit: Evidence): string {
  const at = view.text?.parts.findIndex(({ path }) => path === hit.part) ?? -1;
  const part = view.text?.parts[at];
  if (!part || !pagesIn(view, part)) return '';
  const page = pageOf(part, hit);
  return html` <small><a href="${withFilters(`${partAddress(view, at)}/pages/${page}`, view.query)}">page ${page}</a></small>`;
}

function pageOf(part: Part, { place, start }: Evidence): number {
  const segment = part.segments.find((each) => each.place === place);
  return (segment && pageAt(segment, start)) ?? 1;
}

function pagesIn({ loaded }: TextView, part: Part): number {
  return pagesOf(part, loaded.inspection?.unscannable ?? []);
}

function partAddress({ loaded }: TextView, index: number): string {
  return `/quarantine/${loaded.message.id}/parts/${index}`;
}

export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
