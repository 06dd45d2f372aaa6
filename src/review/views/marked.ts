/** Words of a message with what was found in them highlighted, as the target of links. */
import { html } from 'ghtml';
import type { Evidence } from '../../../classifiers/finding.ts';
import { plain } from './plain.ts';

/** Evidence with the id that links jump to. */
export interface Hit extends Evidence {
  readonly anchor: string;
}

/** A slice of a text; what overlaps is highlighted once, each with its anchor. */
export function marked(text: string, start: number, end: number, hits: readonly Hit[]): string {
  const pieces: string[] = [];
  let at = start;
  for (const hit of hits) {
    const from = Math.max(hit.start, at);
    const to = Math.min(hit.end, end);
    const isHere = hit.start >= start && hit.start < end;
    const anchor = isHere ? html`<span id="${hit.anchor}" class="anchor" tabindex="-1"></span>` : '';
    if (from >= to) {
      pieces.push(anchor);
      continue;
    }
    pieces.push(plain(text.slice(at, from)), anchor);
    pieces.push(html`<mark data-mark title="${hit.signal}">!${plain(text.slice(from, to))}</mark>`);
    at = to;
  }
  pieces.push(plain(text.slice(at, end)));
  return pieces.join('');
}
