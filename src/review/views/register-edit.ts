/** The register's text to be edited: whole where it is short, else a stretch of lines, found by words or by turning on. */
import { html } from 'ghtml';
import type { Problem } from '../../register/yaml.ts';
import type { DiffLine } from '../diff.ts';
import type { SignedIn } from '../sign-in.ts';
import type { FoundLine, Stretch } from '../stretch.ts';
import { number } from './chart.ts';
import { csrfField, problemView } from './form.ts';
import { framed } from './page.ts';
import { diffView } from './register.ts';
import { linesView, problemsView } from './register-problems.ts';
import { pager } from './table.ts';

/** Lines above one that was found, so that its entry is seen whole. */
const ABOVE = 6;

export interface EditView {
  readonly me: SignedIn;
  readonly stretch: Stretch;
  readonly base: string;
  /** What was looked for, and where it stands. */
  readonly query?: string;
  readonly found?: readonly FoundLine[];
  readonly problems?: readonly Problem[] | undefined;
  readonly warnings?: readonly Problem[] | undefined;
  readonly refusal?: string | undefined;
  /** What would change, where it was checked and is right. */
  readonly diff?: readonly DiffLine[] | undefined;
}

export function editView(view: EditView): string {
  const { me, stretch, base, problems = [], warnings = [], refusal, diff } = view;
  const isWhole = stretch.from === 1 && stretch.until >= stretch.lines;
  const which = isWhole
    ? ''
    : `, lines ${number(stretch.from)} to ${number(stretch.until)} of ${number(stretch.lines)}`;
  const lines = isWhole
    ? ''
    : html`<input type="hidden" name="from" value="${stretch.from}"><input type="hidden" name="until" value="${stretch.until}">`;
  const body = html`<p><a href="/register">Register</a></p><h1>Edit the text</h1>
!${problemView(refusal)}
!${problemsView(problems)}
!${warnings.length > 0 ? html`<div class="care" role="status"><p>It is right. Look at this, all the same:</p>!${linesView(warnings)}</div>` : ''}
!${diff ? html`<h2>What would change</h2>!${diffView(diff)}` : ''}
!${isWhole ? '' : waysView(view)}
<form method="post" action="/register/edit">!${csrfField(me)}<input type="hidden" name="base" value="${base}">!${lines}
<div class="field"><label for="yaml">The register, in YAML${which}</label>
<textarea id="yaml" name="yaml" rows="28" class="yaml" spellcheck="false" wrap="off" aria-describedby="yaml-hint">
${stretch.text}</textarea>
<small class="hint" id="yaml-hint">Checked whole, by the same checker as <code>reticent register check</code>. What each key means stands in docs/register.md.!${isWhole ? '' : ' Put these lines in force before you go to others.'}</small></div>
<p class="actions"><button type="submit" name="act" value="check">Check, and show what changes</button>
<button type="submit" name="act" value="keep" class="main">Put it in force</button></p></form>`;
  return framed(me, { title: 'Edit the register', at: '/register', body });
}

function waysView({ stretch, query = '', found = [] }: EditView): string {
  const at = (from: number) => `/register/edit?from=${from}`;
  const lines = found.map(
    ({ line, text }) =>
      html`<li><a href="${at(Math.max(1, line - ABOVE))}">line ${number(line)}</a> <code>${text}</code></li>`,
  );
  return html`<form method="get" action="/register/edit" class="search" role="search"><label for="q" class="unseen">Find lines</label>
<input id="q" name="q" type="search" value="${query}" placeholder="Find a name, an address, a reference" data-key="/" data-key-label="find lines" maxlength="200"><button type="submit">Find</button></form>
!${query ? html`<p class="muted" role="status">!${found.length > 0 ? 'It stands here:' : html`No line holds “${query}”.`}</p><ul class="plain-list">!${lines.join('')}</ul>` : ''}
!${pager({ first: stretch.from > 1 ? at(1) : null, next: stretch.until < stretch.lines ? at(stretch.until + 1) : null })}`;
}
