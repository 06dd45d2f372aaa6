/** The organisation's own rules with their tests, and a box to try a text in. */
import { html } from 'ghtml';
import type { Evidence } from '../../../classifiers/finding.ts';
import { type ListedRule, LONGEST_TRIED, type TriedFinding } from '../own-rules.ts';
import type { SignedIn } from '../sign-in.ts';
import { number, shareBar } from './chart.ts';
import { csrfField, problemView } from './form.ts';
import { matterName } from './matters.ts';
import { framed } from './page.ts';
import { plain } from './plain.ts';
import { table, text } from './table.ts';
import { percent } from './words.ts';

export interface RulesView {
  readonly me: SignedIn;
  readonly rules: readonly ListedRule[];
  /** What is wrong with the files, line by line. */
  readonly wrong?: string | undefined;
  /** What stands in the box, where it could not be tried. */
  readonly typed?: string | undefined;
  readonly tried?: { readonly text: string; readonly findings: readonly TriedFinding[] } | undefined;
  readonly problem?: string | undefined;
}

export function rulesView({ me, rules, wrong, typed, tried, problem }: RulesView): string {
  const body = html`<div class="head"><h1>Rules</h1></div>
!${problemView(problem)}
<h2 class="acts">Try a text</h2>
<form method="post" action="/rules/try">!${csrfField(me)}
<div class="field"><label for="text">A text to be looked at by every category and rule</label>
<textarea id="text" name="text" rows="8" maxlength="${String(LONGEST_TRIED)}" data-key="/" data-key-label="Try a text" aria-describedby="text-hint" required>
${tried?.text ?? typed ?? ''}</textarea>
<small class="hint" id="text-hint">Up to ${number(LONGEST_TRIED)} characters. It is looked at in memory and kept nowhere: not in the database, not in a log.</small></div>
<p class="actions"><button type="submit" class="main">Try it</button></p></form>
!${tried ? triedView(tried.text, tried.findings) : ''}
<h2>The organisation’s own rules</h2>
<p>What the NEC holds confidential by custom (paragraph 5(d)). They are files of the server, changed there; docs/rules.md says how.</p>
!${wrong ? html`<div class="problem" role="alert"><p>The files have errors, so that what is in force is not shown:</p><pre>${wrong}</pre></div>` : ''}
!${rules.length === 0 && !wrong ? html`<p class="muted">There is none.</p>` : rules.map(ruleView).join('\n')}`;
  return framed(me, { title: 'Rules', at: '/rules', body });
}

function triedView(tried: string, findings: readonly TriedFinding[]): string {
  const reached = findings.filter(({ isReached }) => isReached);
  const names = [...new Set(reached.map(({ category }) => matterName(category)))];
  const sorted = [...findings].sort((a, b) => Number(b.isReached) - Number(a.isReached) || b.confidence - a.confidence);
  return html`<section aria-labelledby="found"><h2 id="found">What is found</h2>
<p class="verdict" role="status">!${names.length > 0 ? html`It would count as <strong>${names.join(', ')}</strong>.` : 'It would count as no Confidential Matter.'}</p>
!${marked(tried, reached.length > 0 ? reached : findings)}
!${sorted.map(findingView).join('\n')}</section>`;
}

function findingView({
  category,
  paragraphs,
  confidence,
  threshold,
  isReached,
  strictly,
  evidence,
}: TriedFinding): string {
  const strongest = [...evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return html`<section class="card"><h3>${matterName(category)} <small>paragraph ${paragraphs.join(', ')}</small></h3>
<p><span class="pill !${isReached ? 'stop' : ''}">!${isReached ? 'found' : 'not enough'}</span> !${strictly ? '<span class="pill stop">Strictly confidential</span>' : ''} ${percent(confidence)} sure, ${percent(threshold)} is enough</p>
!${shareBar(confidence, 1)}
!${table<Evidence>({
    caption: `Evidence for ${matterName(category)}`,
    rows: strongest.slice(0, 30),
    empty: 'No single words: the text as a whole.',
    columns: [
      {
        title: 'Words',
        cell: ({ quote, weight }) =>
          weight < 0 ? html`<q>!${plain(quote.slice(0, 300))}</q>` : html`<mark>!${plain(quote.slice(0, 300))}</mark>`,
      },
      { title: 'Signal', cell: ({ signal }) => html`<code>${signal}</code>` },
      { title: 'Speaks', cell: ({ weight }) => text(weight < 0 ? 'against' : 'for') },
      { title: 'Weight', isNumber: true, cell: ({ weight }) => text(weight.toFixed(1)) },
    ],
  })}</section>`;
}

/** The text with its evidence marked; where two overlap, as one. */
function marked(tried: string, findings: readonly TriedFinding[]): string {
  const spans = findings
    .flatMap(({ evidence }) => evidence.filter(({ weight, place }) => weight > 0 && place === 'body'))
    .sort((a, b) => a.start - b.start);
  let at = 0;
  let out = '';
  for (const { start, end } of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    out += html`!${plain(tried.slice(at, from))}<mark>!${plain(tried.slice(from, end))}</mark>`;
    at = end;
  }
  return html`<pre class="tried" tabindex="0" role="region" aria-label="The text with its evidence marked">
!${out}!${plain(tried.slice(at))}</pre>`;
}

function ruleView({ file, rule, isInForce, tests }: ListedRule): string {
  const failed = tests.filter(({ found, isFound }) => found !== isFound);
  const looks = [
    ...rule.phrases.map((each) => `the phrase “${each.text}”`),
    ...rule.patterns.map(({ expression }) => `the pattern ${expression}`),
    ...rule.proximity.map(({ terms, words }) => `${terms.join(' and ')} within ${words} words`),
    ...rule.fingerprints.map((each) => `the document ${each}`),
    ...rule.against.map((each) => `against it: “${each.text}”`),
  ];
  return html`<section class="card"><h3>${rule.title} <small><code>custom:${rule.id}</code> · ${file}</small></h3>
<p>!${isInForce ? '<span class="pill go">in force</span>' : '<span class="pill care">changed since it was read: not in force yet</span>'}
!${failed.length === 0 ? html`<span class="pill go">${number(tests.length)} tests hold</span>` : html`<span class="pill stop">${number(failed.length)} of ${number(tests.length)} tests fail</span>`}</p>
<dl><dt>Rests on</dt><dd>${rule.minute}, ${rule.date}</dd><dt>Enough is</dt><dd>${percent(rule.threshold)}</dd></dl>
<details><summary>What it looks for</summary><ul>!${looks.map((each) => html`<li>${each}</li>`).join('')}</ul></details>
<details!${failed.length > 0 ? ' open' : ''}><summary>Its tests</summary>!${table({
    caption: `Tests of ${rule.title}`,
    rows: tests,
    empty: 'It has none.',
    columns: [
      { title: 'Text', cell: ({ text: words }) => text(words.slice(0, 500)) },
      { title: 'Should be', cell: ({ found }) => text(found ? 'found' : 'left alone') },
      {
        title: 'Is',
        cell: ({ found, isFound }) =>
          html`<span class="pill !${found === isFound ? 'go' : 'stop'}">!${isFound ? 'found' : 'left alone'}</span>`,
      },
      { title: 'Confidence', isNumber: true, cell: ({ confidence }) => percent(confidence) },
    ],
  })}</details></section>`;
}
