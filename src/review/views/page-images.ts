/**
 * Pages of a PDF and pictures, as images: a small one beside the text of a part, and a page of its own for each, with
 * the words that were read from it and what was found in them.
 */
import { html } from 'ghtml';
import type { Part } from '../../document/document.ts';
import { type QueueQuery, withFilters } from '../queue-query.ts';
import type { Loaded } from '../reviewing.ts';
import type { SignedIn } from '../sign-in.ts';
import { everyHit, wayBack } from './held-pages.ts';
import { framed } from './page.ts';
import { pageText } from './part-text.ts';
import { isolated, plainTitle } from './plain.ts';

/** Shown in the place of an image that could not be drawn; of ours from the first byte to the last. */
export const NOT_SHOWN = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160" width="320" height="160">
<rect x="1" y="1" width="318" height="158" rx="8" fill="#eef1f5" stroke="#7d8794"/>
<g font-family="system-ui, sans-serif" font-size="15" text-anchor="middle" fill="#1a1f27"><text x="160" y="76">This page cannot be shown.</text>
<text x="160" y="98" fill="#515b68" font-size="13">What could be read stands beside it.</text></g></svg>`;

/** Links to pages at both ends and around where one is; a document has thousands. */
const AROUND = 3;

/** A small image of a page, which leads to the large one. */
export function pageLook(
  part: Part,
  address: string,
  { page, pages, query }: Pick<PageOfPart, 'page' | 'pages' | 'query'>,
): string {
  const more = pages > 1 ? html`page ${page} of ${pages.toLocaleString('en-GB')}` : 'as it looks';
  return html`<figure class="look"><a href="${withFilters(`${address}/pages/${page}`, query)}"><img src="${address}/pages/${page}.png?size=small" loading="lazy" alt="${altOf(part, page, pages)}" width="160"></a>
<figcaption>${more}</figcaption></figure>`;
}

/** What it is, and that nothing is lost to who does not see it. */
function altOf({ path }: Part, page: number, pages: number): string {
  const which = pages > 1 ? `Page ${page} of ${pages} of` : 'The look of';
  return `${which} ${plainTitle(path)}; its text stands beside it.`;
}

export interface PageOfPart {
  readonly me: SignedIn;
  readonly loaded: Loaded;
  readonly part: Part;
  readonly address: string;
  readonly page: number;
  readonly pages: number;
  /** From where in the queue they came. */
  readonly query: QueueQuery;
}

export function pageView({ me, loaded, part, address, page, pages, query }: PageOfPart): string {
  const { message, inspection } = loaded;
  const text = pageText(part, everyHit(inspection?.findings ?? []), page, pages === 1);
  const way = (to: number, key: string, words: string) =>
    to < 1 || to > pages
      ? ''
      : html`<a class="button" href="${withFilters(`${address}/pages/${to}`, query)}" data-key="${key}" data-key-label="${words.toLowerCase()}">${words} <kbd>${key}</kbd></a>`;
  const body = html`!${wayBack(message, query)}
<div class="head"><h1>!${isolated(part.path)}</h1>!${pages > 1 ? html`<p class="muted">Page ${page} of ${pages.toLocaleString('en-GB')}</p>` : ''}</div>
!${pages > 1 ? html`<nav class="pager" aria-label="Pages of the part">!${way(page - 1, '[', 'Page before')}!${way(page + 1, ']', 'Next page')}!${numbersView({ address, page, pages, query })}</nav>` : ''}
<div class="page-and-text"><figure class="sheet-of-paper"><img src="${address}/pages/${page}.png" alt="${altOf(part, page, pages)}" width="1000"></figure>
<section class="part" aria-label="What was read on it">!${text || html`<p class="muted">No words were read on it.</p>`}
<p><a href="${withFilters(address, query)}">All of its text</a></p></section></div>`;
  return framed(me, { title: 'Page of a held message', at: '/quarantine', body });
}

function numbersView({
  address,
  page,
  pages,
  query,
}: Pick<PageOfPart, 'address' | 'page' | 'pages' | 'query'>): string {
  const near = Array.from({ length: 2 * AROUND + 1 }, (_, index) => page - AROUND + index);
  const shown = [...new Set([1, ...near, pages])].filter((each) => each >= 1 && each <= pages);
  const links = shown.map((each, index) => {
    const gap = index > 0 && each - (shown[index - 1] ?? 0) > 1 ? '<li aria-hidden="true">…</li>' : '';
    const current = each === page ? ' aria-current="page"' : '';
    return html`!${gap}<li><a href="${withFilters(`${address}/pages/${each}`, query)}"!${current} aria-label="Page ${each}">${each}</a></li>`;
  });
  return html`<ol class="numbers">!${links.join('')}</ol>`;
}
