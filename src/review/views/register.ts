/** The register in lists, and its versions with what changed. */
import { html } from 'ghtml';
import type { KeptRegister } from '../../store/registers.ts';
import { around, type DiffLine } from '../diff.ts';
import { fileSentence, type InForce } from '../register.ts';
import { SECTIONS, type Section } from '../register-sections.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { number } from './chart.ts';
import { field } from './form.ts';
import { framed } from './page.ts';
import { CHANGE_FORMS } from './register-forms.ts';
import { pager, table, text } from './table.ts';
import { when } from './when.ts';

export interface RegisterView {
  readonly me: SignedIn;
  readonly current: InForce;
  readonly file: string | null;
  readonly section: Section;
  readonly query: string;
  readonly entries: readonly unknown[];
  readonly found: number;
  readonly next: string | null;
  readonly first: string | null;
}

export function registerView({ me, current, file, section, query, entries, found, next, first }: RegisterView): string {
  const { register } = current;
  const canWrite = may(me.roles, 'register:write') && file === null;
  const links = SECTIONS.map((each) => {
    const count = each.entries(register.entries).length;
    return html`<li><a href="/register?section=${each.key}"!${each.key === section.key ? ' aria-current="page"' : ''}>${each.label} <small>${number(count)}</small></a></li>`;
  });
  const body = html`<div class="head"><h1>Register</h1><p class="muted">version <code>${register.version}</code> is in force</p>
<p><a href="/register/versions">Versions</a>!${canWrite ? html` <a class="button" href="/register/edit">Edit the text</a>` : ''}</p></div>
!${file === null ? '' : html`<p class="care">${fileSentence(file)}</p>`}
<nav class="periods" aria-label="Sections"><ul>!${links.join('')}</ul></nav>
<form method="get" action="/register" class="filters" role="search" aria-label="${section.label}">
<input type="hidden" name="section" value="${section.key}">
!${field({ label: `Search in ${section.label.toLowerCase()}`, name: 'q', type: 'search', value: query, key: '/' })}
<p class="actions"><button type="submit">Search</button></p></form>
!${canWrite ? addLinks(section) : ''}
<p class="muted" role="status">!${query ? html`${number(found)} fit “${query}”.` : ''}</p>
!${table({
    caption: section.label,
    rows: entries,
    empty: query ? 'Nothing fits.' : 'There is none.',
    columns: [
      ...section.columns.map(({ title, of }) => ({ title, cell: (entry: unknown) => text(of(entry)) })),
      ...(canWrite && section.key === 'cases' ? [{ title: 'Change', isUntitled: true, cell: caseLinks(section) }] : []),
    ],
  })}
!${pager({ first, next })}`;
  return framed(me, { title: `Register: ${section.label}`, at: '/register', body });
}

function addLinks({ key }: Section): string {
  const forms = Object.entries(CHANGE_FORMS).filter(([, { section }]) => section === key && key !== 'cases');
  return forms
    .map(([kind, { title }]) => html`<p><a class="button" href="/register/change/${kind}">${title}</a></p>`)
    .join('');
}

function caseLinks({ columns: [reference] }: Section): (entry: unknown) => string {
  return (entry) => {
    const ref = reference?.of(entry) ?? '';
    const link = (kind: string, words: string) =>
      html`<a class="acts" href="/register/change/${kind}?ref=${encodeURIComponent(ref)}">${words}<span class="unseen"> of ${ref}</span></a>`;
    return `${link('adviser', 'Add an adviser')}<br>${link('close-case', 'Close')}`;
  };
}

export function versionsView(me: SignedIn, versions: readonly KeptRegister[]): string {
  const body = html`<p><a href="/register">Register</a></p><h1>Versions</h1>
<p>Every decision names the version that it rests on, so each that was in force is kept.</p>
!${table({
    caption: 'Versions of the register, the newest first',
    rows: versions,
    empty: 'None was in force yet.',
    columns: [
      {
        title: 'Version',
        cell: ({ version }) => html`<a href="/register/versions/${version}" data-open><code>${version}</code></a>`,
      },
      { title: 'Since', cell: ({ keptAt }) => when(keptAt) },
      { title: 'By', cell: ({ keptBy }) => text(keptBy) },
      { title: 'From', cell: ({ source }) => text(source === 'file' ? 'the configured file' : 'pages or command') },
    ],
  })}`;
  return framed(me, { title: 'Versions of the register', at: '/register', body });
}

export interface VersionView {
  readonly me: SignedIn;
  readonly version: string;
  readonly kept: KeptRegister | undefined;
  /** Version before it, or null for the first. */
  readonly before: string | null;
  readonly diff: readonly DiffLine[];
  readonly yaml: string;
}

/** Longer texts are had by `/v1`: a page stays light. */
const LONGEST_SHOWN = 60_000;

export function versionView({ me, version, kept, before, diff, yaml }: VersionView): string {
  const body = html`<p><a href="/register/versions">Versions</a></p>
<h1>Version <code>${version}</code></h1>
!${kept ? html`<p class="muted">in force since !${when(kept.keptAt)}, by ${kept.keptBy}</p>` : ''}
<h2>What changed</h2>
!${before === null ? html`<p>It is the first that was kept.</p>` : html`<p>From version <a href="/register/versions/${before}"><code>${before}</code></a>:</p>!${diffView(diff)}`}
<h2>The text</h2>
!${yaml.length > LONGEST_SHOWN ? html`<p>It has ${number(yaml.length)} characters, too many for a page. <code>reticent register versions --show ${version}</code> prints it.</p>` : html`<details><summary>Show it</summary><pre class="yaml" tabindex="0">${yaml}</pre></details>`}`;
  return framed(me, { title: `Version ${version}`, at: '/register', body });
}

const CONTEXT_LINES = 3;
const MOST_LINES = 500;
const SIGNS = { same: ' ', added: '+', removed: '−' } as const;
const WORDS = { same: '', added: 'added: ', removed: 'removed: ' } as const;

/** Each line says by a sign and for readers aloud by a word what became of it; the colour only helps. */
export function diffView(diff: readonly DiffLine[]): string {
  const shown = around(diff, CONTEXT_LINES);
  if (shown.length === 0) return html`<p class="muted">No line differs.</p>`;
  const lines = shown.slice(0, MOST_LINES).map((each) => {
    if (each === null) return html`<li class="gap">…</li>`;
    const { kind, line, text: words } = each;
    return html`<li class="!${kind}"><span class="line">${line}</span> <b aria-hidden="true">!${SIGNS[kind]}</b><span class="unseen">!${WORDS[kind]}</span> <code>${words}</code></li>`;
  });
  if (shown.length > MOST_LINES)
    lines.push(html`<li class="gap">… and ${number(shown.length - MOST_LINES)} more lines</li>`);
  return html`<ol class="diff">!${lines.join('\n')}</ol>`;
}
