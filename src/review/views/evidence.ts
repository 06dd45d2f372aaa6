/** What was found in a held message, and the words on which it rests, each leading to its place. */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import { matterOf } from '../../policy/words.ts';
import { loudest, namesOf, type Spoken, signed } from '../spoken.ts';
import { evidenceAnchor } from './held-pages.ts';
import { addressOf, pageLink, type TextView } from './held-text.ts';
import type { Hit } from './marked.ts';
import { placeInWords } from './part-text.ts';
import { isolated, plain } from './plain.ts';
import { capital } from './words.ts';

/** Evidence shown of one finding: a list of people has hundreds of rows. */
const MOST_EVIDENCE = 12;
/** Units of markup for findings with their evidence, so that the page stays light; the others are lines. */
const BUDGET = 40_000;
const MOST_LINES = 300;

export interface SpokenHit extends Hit, Spoken {
  readonly finding: number;
}

export function hitsOf(findings: readonly Finding[]): SpokenHit[] {
  return findings.flatMap(({ evidence }, index) =>
    loudest(evidence, MOST_EVIDENCE).map((each, number) => ({
      ...each,
      finding: index,
      anchor: `e${index}-${number}`,
    })),
  );
}

export function findingsView(view: TextView, hits: readonly SpokenHit[]): string {
  const findings = view.loaded.inspection?.findings ?? [];
  if (findings.length === 0) return html`<p class="muted">Nothing was found.</p>`;
  const byFinding = Map.groupBy(hits, ({ finding }) => finding);
  const shown: string[] = [];
  for (let left = BUDGET; left > 0 && shown.length < findings.length; left -= shown.at(-1)?.length ?? 0) {
    const index = shown.length;
    const finding = findings[index];
    if (finding) shown.push(findingView(view, finding, byFinding.get(index) ?? []));
  }
  return `${shown.join('\n')}${furtherFindings(view, findings, byFinding, shown.length)}`;
}

function findingView(view: TextView, finding: Finding, own: readonly SpokenHit[]): string {
  const { people, cases, body, tells, evidence } = finding;
  const facts = [
    body && `body ${body}`,
    people > 0 && `exposes ${people.toLocaleString('en-GB')} ${people === 1 ? 'person' : 'people'}`,
    cases.length > 0 && `case ${cases.join(', ')}`,
    tells && `tells ${tells}`,
  ].filter((each) => each);
  const more = evidence.length - own.reduce((sum, { signals }) => sum + signals.length, 0);
  const lines = own.map((hit) => {
    const { quote, place, signals, weight } = hit;
    const words = html`<q>!${plain(shortened(quote))}</q>`;
    const address = addressIn(view, finding, hit);
    const link = address === null ? html`<bdi>!${words}</bdi>` : html`<a href="${address}" dir="auto">!${words}</a>`;
    return html`<li class="${weight < 0 ? 'against' : 'for'}">!${link}
<small>${placeInWords(place)} · <code>${namesOf(signals)}</code> ${weight < 0 ? 'speaks against it' : ''} ${signed(weight)}</small>!${pageLink(view, hit)}</li>`;
  });
  return html`<div class="finding"><h3>!${titleOf(finding)}<small>${facts.map((fact) => ` · ${fact}`).join('')}</small></h3>
<ul class="evidence">!${lines.join('')}</ul>!${more > 0 ? html`<p class="muted">and ${more.toLocaleString('en-GB')} ${more === 1 ? 'sign' : 'signs'} more that ${more === 1 ? 'weighs' : 'weigh'} less.</p>` : ''}</div>`;
}

function titleOf({ category, paragraphs, part, confidence }: Finding): string {
  return html`${capital(matterOf(category))} <small>${paragraphs.join(', ')} · in !${isolated(part)} · ${Math.round(confidence * 100)} %</small>`;
}

/** Those beyond the first, a line each, which leads to their loudest word. */
function furtherFindings(
  view: TextView,
  findings: readonly Finding[],
  byFinding: ReadonlyMap<number, readonly SpokenHit[]>,
  from: number,
): string {
  const further = findings.slice(from);
  if (further.length === 0) return '';
  const lines = further.slice(0, MOST_LINES).map((finding, at) => {
    const hit = byFinding.get(from + at)?.[0];
    const address = hit ? addressIn(view, finding, hit) : null;
    return html`<li>!${titleOf(finding)}!${address === null ? '' : html` <a href="${address}">show<span class="unseen"> it in !${plain(finding.part)}</span></a>`}</li>`;
  });
  const more = further.length - lines.length;
  return html`<details><summary>${further.length} more ${further.length === 1 ? 'finding' : 'findings'}</summary><ul class="plain-list">!${lines.join('')}</ul>!${more > 0 ? html`<p class="muted">and ${more} more</p>` : ''}</details>`;
}

function addressIn(view: TextView, { evidence }: Finding, hit: SpokenHit): string | null {
  const number = evidence.findIndex(
    ({ part, place, start, end }) => part === hit.part && place === hit.place && start === hit.start && end === hit.end,
  );
  return addressOf(view, hit, evidenceAnchor(hit.finding, number));
}

function shortened(quote: string): string {
  const oneLine = quote.replace(/\s+/g, ' ').trim();
  return oneLine.length > 160 ? `${oneLine.slice(0, 159)}…` : oneLine;
}
