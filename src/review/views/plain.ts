/**
 * Text of others, made safe to look at: escaped, and what would turn or hide letters is shown as what it is.
 *
 * Bidirectional controls let a file name end in something else than it seems to (Unicode TR 36, 2.4; "Trojan Source"),
 * and letters without width hide between others. Source: Unicode 16, general category Cf and C0, C1.
 */
import { html } from 'ghtml';

const NAMES: Readonly<Record<string, string>> = {
  '\u200b': 'ZWSP',
  '\u200c': 'ZWNJ',
  '\u200d': 'ZWJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u061c': 'ALM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};
/** Tab and line feed are text; everything else that has no shape of its own is named. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const KEPT = new Set(['\t', '\n', '\u00ad']);

/** The same for a title or a label, which hold no markup; escaped by whoever sets them in. */
export function plainTitle(text: string): string {
  return text.replace(UNSEEN, (letter) => (KEPT.has(letter) ? ' ' : `⟨${nameOf(letter)}⟩`));
}

/** Markup of a text: one line or many. */
export function plain(text: string): string {
  return html`${text}`.replace(UNSEEN, (letter) => {
    if (KEPT.has(letter)) return letter === '\u00ad' ? '' : letter;
    if (letter === '\r') return '';
    const name = nameOf(letter);
    return html`<span class="unseen-letter" title="a letter without a shape: ${name}">${name}</span>`;
  });
}

/** The same within a line of ours, so that its direction stays its own. */
export function isolated(text: string): string {
  return html`<bdi>!${plain(text)}</bdi>`;
}

function nameOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return NAMES[letter] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
