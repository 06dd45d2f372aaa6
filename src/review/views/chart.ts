/**
 * Charts as SVG that the server writes: bars over time, stacked or alone, each with the table that says the same.
 *
 * A bar's height is an attribute and its colour a class, because the pages' policy allows no style in markup. The
 * drawing is stretched to its place, and words stand beside it, so that they keep their size on a telephone.
 */
import { html } from 'ghtml';
import { table, text } from './table.ts';

export interface Series {
  readonly name: string;
  readonly counts: readonly number[];
}

export interface Chart {
  readonly title: string;
  /** What one sees in it, in a sentence, for who cannot. */
  readonly sentence: string;
  readonly labels: readonly string[];
  /** At most five: each has a colour of its own, and a lightness, for print. */
  readonly series: readonly Series[];
}

const WIDTH = 10;
const HEIGHT = 100;
const NUMBER = new Intl.NumberFormat('en-GB');

export function number(count: number): string {
  return NUMBER.format(count);
}

/** Stacked bars with their legend, and a table below. */
export function chart({ title, sentence, labels, series }: Chart): string {
  const drawn = series.filter((each) => sum(each) > 0);
  const most = nice(
    Math.max(0, ...labels.map((_label, at) => series.reduce((all, each) => all + (each.counts[at] ?? 0), 0))),
  );
  const legend = series.map(
    (each, at) =>
      html`<li><span class="swatch s!${String(at + 1)}"></span>${each.name} <b>${number(sum(each))}</b></li>`,
  );
  return html`<figure class="chart card"><figcaption><h3>${title}</h3>!${series.length > 1 ? html`<ul class="legend">!${legend.join('')}</ul>` : ''}</figcaption>
!${drawn.length === 0 ? html`<p class="muted">Nothing in this period.</p>` : plot({ sentence, labels, series, most })}
!${drawn.length === 0 ? '' : asTable({ title, labels, series })}</figure>`;
}

/**
 * Small charts beside one another, one for each series. On one scale, so that what is large looks large; or each on its
 * own where the largest would flatten all others, and then each says how high it goes.
 */
export function smallCharts({
  title,
  sentence,
  labels,
  series,
  hasOwnScales,
}: Chart & { readonly hasOwnScales?: boolean }): string {
  if (series.length === 0) return '';
  const mostOf = (some: readonly Series[]) => nice(Math.max(0, ...some.flatMap(({ counts }) => counts)));
  const small = series.map((each) => {
    const most = mostOf(hasOwnScales ? [each] : series);
    const scale = hasOwnScales ? html` <small>up to ${number(most)}</small>` : '';
    return html`<li><p><b>${each.name}</b> ${number(sum(each))}!${scale}</p>!${bars({ labels, series: [each], most, isQuiet: true })}</li>`;
  });
  const scales = hasOwnScales
    ? 'Each is drawn on a scale of its own.'
    : `Each is drawn on one scale, up to ${number(mostOf(series))}.`;
  return html`<figure class="chart card"><figcaption><h3>${title}</h3><p class="muted">${sentence} ${scales}</p></figcaption>
<ul class="small">!${small.join('')}</ul>
!${asTable({ title, labels, series })}</figure>`;
}

function asTable({ title, labels, series }: Pick<Chart, 'title' | 'labels' | 'series'>): string {
  return html`<details><summary>As a table</summary>!${table({
    caption: title,
    rows: labels.map((label, at) => ({ label, at })),
    empty: '',
    columns: [
      { title: 'When', cell: ({ label }) => text(label) },
      ...series.map((each) => ({
        title: each.name,
        isNumber: true,
        cell: ({ at }: { readonly at: number }) => number(each.counts[at] ?? 0),
      })),
    ],
  })}</details>`;
}

interface Plot {
  readonly sentence: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly most: number;
}

function plot({ sentence, labels, series, most }: Plot): string {
  const middle = labels[Math.floor((labels.length - 1) / 2)] ?? '';
  const ends = [labels[0], ...(labels.length > 2 ? [middle] : []), labels.at(-1)];
  return html`<div class="plot"><span class="most" aria-hidden="true">${number(most)}</span>!${bars({ labels, series, most, sentence })}
<p class="axis" aria-hidden="true">!${ends.map((label) => html`<span>${label ?? ''}</span>`).join('')}</p></div>`;
}

interface Bars {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly most: number;
  /** Null for a drawing that its words and its table tell of. */
  readonly sentence?: string;
  /** Without a word for each bar. */
  readonly isQuiet?: boolean;
}

function bars({ labels, series, most, sentence, isQuiet }: Bars): string {
  const columns = labels.map((label, at) => {
    let below = 0;
    const pieces = series.map(({ counts }, which) => {
      const height = most === 0 ? 0 : ((counts[at] ?? 0) / most) * HEIGHT;
      below += height;
      return height === 0
        ? ''
        : html`<rect class="s!${String(which + 1)}" x="!${String(at * WIDTH + 1)}" y="!${round(HEIGHT - below)}" width="!${String(WIDTH - 2)}" height="!${round(height)}"/>`;
    });
    if (isQuiet) return pieces.join('');
    const told = series
      .filter(({ counts }) => counts[at])
      .map(({ name, counts }) => `${name} ${number(counts[at] ?? 0)}`);
    // A bar that is there to be pointed at, also above a low one.
    return html`<g><title>${label}: ${told.join(', ') || 'nothing'}</title><rect class="hit" x="!${String(at * WIDTH)}" y="0" width="!${String(WIDTH)}" height="!${String(HEIGHT)}"/>!${pieces.join('')}</g>`;
  });
  const spoken = sentence ? html` role="img" aria-label="${sentence}"` : ' aria-hidden="true"';
  return html`<svg class="bars" viewBox="0 0 !${String(labels.length * WIDTH)} !${String(HEIGHT)}" preserveAspectRatio="none"!${spoken}><path class="grid" d="M0 0H!${String(labels.length * WIDTH)}M0 !${String(HEIGHT / 2)}H!${String(labels.length * WIDTH)}"/>!${columns.join('')}</svg>`;
}

/** One bar in a cell, for how much of something is so. */
export function shareBar(part: number, all: number): string {
  const share = all === 0 ? 0 : (part / all) * 100;
  return html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" x="0" y="0" width="100" height="10"/><rect class="s1" x="0" y="0" width="!${round(share)}" height="10"/></svg>`;
}

function sum({ counts }: Series): number {
  return counts.reduce((all, count) => all + count, 0);
}

function round(length: number): string {
  return String(Math.round(length * 100) / 100);
}

/** The next number up that reads well at the top of an axis: 1, 2, 3 … 8, 10, 20, 30 … */
export function nice(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= most) ?? 10;
  return factor * power;
}
