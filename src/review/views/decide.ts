/** What can be done with a held message, each by a key; and why, where somebody may not. */
import { html } from 'ghtml';
import { helpfulClaims } from '../../policy/helpful-claims.ts';
import type { Paragraph8Record } from '../../policy/paragraph-8.ts';
import type { Verdict } from '../../store/verdicts.ts';
import { NOT_CONFIDENTIAL, PARAGRAPH_CHOICES, paragraphOf } from '../paragraphs.ts';
import { messageUrl, type QueueQuery } from '../queue-query.ts';
import type { Loaded, Standing } from '../reviewing.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { csrfField, field, form, problemView } from './form.ts';
import { isolated, plain } from './plain.ts';
import { when } from './when.ts';

/** Suggested while one types; a register holds hundreds. */
const MOST_PERMISSIONS = 50;
const MOST_NAMED = 3;

export interface DecidePanel {
  /** From where in the queue they came, and go back to. */
  readonly query: QueueQuery;
  readonly me: SignedIn;
  readonly loaded: Loaded;
  readonly standing: Standing;
  readonly isOpen: boolean;
  /** What the register holds for paragraph 8, with what covers this message first. */
  readonly permissions: readonly Paragraph8Record[];
  readonly problem?: string | undefined;
}

export function decidePanel(panel: DecidePanel): string {
  const { me, loaded, standing, problem } = panel;
  const { message } = loaded;
  if (message.state !== 'held') return decidedView(panel);
  const canAssign = may(me.roles, 'holds:assign') && !standing.exclusion;
  return html`<section class="card decide" aria-label="Decide">
!${problemView(problem)}
!${standing.isShut && !standing.exclusion && !panel.isOpen && may(me.roles, 'holds:read') ? openForm(panel) : ''}
!${eligibleView(standing)}
!${standing.refusal ? html`<p class="care"><span>${standing.refusal}</span></p>` : decideForms(panel)}
!${canAssign ? moreForms(panel) : ''}</section>`;
}

function decidedView({ me, loaded, standing, query }: DecidePanel): string {
  const { message, verdicts } = loaded;
  const last = verdicts.filter(({ state }) => state === 'standing').at(-1);
  // The reason says what is in it.
  const isShown = last && !standing.exclusion;
  const undo =
    message.undoUntil && !standing.refusal
      ? html`<form method="post" action="${messageUrl(message.id, query, 'undo')}" data-until="${message.undoUntil.toISOString()}">!${csrfField(me)}<button type="submit" data-key="z">Undo <kbd>z</kbd></button> <small><span data-seconds>10</span> s</small></form>`
      : '';
  return html`<section class="card decide"><h2>Decided</h2>!${isShown ? verdictView(last) : html`<p>It is ${message.state}.</p>`}!${undo}</section>`;
}

function verdictView({ kind, paragraph, reason, permission, byName, secondedName, madeAt }: Verdict): string {
  return html`<p><strong>${kind === 'release' ? `Release by ${paragraph ?? ''}` : 'Reject'}</strong>!${permission ? html` (${permission})` : ''}, by ${byName}!${secondedName ? html` and ${secondedName}` : ''}, !${when(madeAt)}</p>
<blockquote dir="auto">!${plain(reason)}</blockquote>`;
}

/** Where too few are left to decide, it says so. */
function eligibleView({ eligible, needsTwo }: Standing): string {
  const wanted = needsTwo ? 2 : 1;
  if (eligible.length >= wanted) return needsTwo ? html`<p class="muted">Two reviewers decide on this.</p>` : '';
  const left =
    eligible.length === 0
      ? 'Nobody is left who may decide on this'
      : `Only ${eligible.join(', ')} may decide on this, and two are needed`;
  return html`<p class="problem"><span>${left}. An administrator has to add a reviewer who neither sent it, receives it nor is part of the case.</span></p>`;
}

function openForm({ me, loaded, query }: DecidePanel): string {
  return html`<details open data-key="o" data-key-label="open the text"><summary>Open the text <kbd>o</kbd></summary>
!${form(me, {
    action: messageUrl(loaded.message.id, query, 'open'),
    content: html`!${field({ label: 'Why it has to be read', name: 'reason', id: 'open-reason', type: 'textarea', isRequired: true, maxLength: 500 })}<button type="submit">Open it</button>`,
  })}</details>`;
}

function decideForms(panel: DecidePanel): string {
  const { me, loaded, standing } = panel;
  const { message } = loaded;
  if (standing.proposal) return proposalView(panel, standing.proposal);
  const action = messageUrl(message.id, panel.query, 'decide');
  const verb = standing.needsTwo ? 'Propose to release' : 'Release';
  return html`<h2>Decide</h2>
<details class="act" data-key="r" data-key-label="release it"><summary class="button main">${verb} <kbd>r</kbd></summary>
!${form(me, { action, content: releaseFields(panel) })}</details>
!${form(me, {
    action,
    kind: 'act',
    content: html`<input type="hidden" name="kind" value="release"><input type="hidden" name="paragraph" value="${NOT_CONFIDENTIAL}">
<input type="hidden" name="reason" value="It is no Confidential Matter.">
<button type="submit" data-key="n">Not a Confidential Matter <kbd>n</kbd></button>
<label class="minor"><input type="checkbox" name="keepText" value="yes"> its text may be kept for training</label>`,
  })}
<details class="act" data-key="s" data-key-label="send it back to its sender"><summary class="button danger">${standing.needsTwo ? 'Propose to reject' : 'Reject'} <kbd>s</kbd></summary>
!${form(me, { action, content: rejectFields(panel) })}</details>
<details class="act" data-key="a" data-key-label="ask the sender"><summary class="button">Ask the sender <kbd>a</kbd></summary>
!${form(me, {
    action: messageUrl(message.id, panel.query, 'ask'),
    content: html`!${field({ label: 'What you want to know', name: 'text', id: 'ask-text', type: 'textarea', isRequired: true, maxLength: 1000, hint: 'They get it by mail, with a link to answer by.' })}<button type="submit">Send the question</button>`,
  })}</details>`;
}

function proposalView({ me, loaded, standing, query }: DecidePanel, proposal: Verdict): string {
  const { id } = loaded.message;
  const isMine = standing.isOwnProposal;
  const agree = isMine
    ? html`<p class="muted">You proposed this. Somebody else has to agree.</p>`
    : form(me, {
        action: messageUrl(id, query, 'second'),
        kind: 'act',
        content: html`<button type="submit" class="main" data-key="y">Agree <kbd>y</kbd></button>`,
      });
  const action = messageUrl(id, query, 'decline');
  const decline = isMine
    ? form(me, {
        action,
        kind: 'act',
        content: html`<input type="hidden" name="text" value="taken back"><button type="submit" class="danger" data-key="w">Take it back <kbd>w</kbd></button>`,
      })
    : html`<details class="act" data-key="w" data-key-label="decline it"><summary class="button danger">Decline <kbd>w</kbd></summary>
!${form(me, { action, content: html`!${field({ label: 'Why you do not agree', name: 'text', id: 'decline-text', type: 'textarea', isRequired: true, maxLength: 2000 })}<button type="submit" class="danger">Decline it</button>` })}</details>`;
  return html`<h2>A second reviewer is needed</h2>!${verdictView(proposal)}
<div class="actions">!${agree}
!${decline}</div>`;
}

function releaseFields({ loaded, permissions }: DecidePanel): string {
  const { message, claims } = loaded;
  const claimed = claims.flatMap(({ codes }) => codes);
  const near = paragraphOf(claimed[0] ?? helpfulClaims(message.decision)[0] ?? '');
  const options = PARAGRAPH_CHOICES.filter(([paragraph]) => paragraph !== NOT_CONFIDENTIAL).map(
    ([paragraph, words]) =>
      html`<option value="${paragraph}"!${paragraph === near ? ' selected' : ''}>${paragraph} ${words}</option>`,
  );
  return html`<input type="hidden" name="kind" value="release">
<div class="field"><label for="paragraph">Which paragraph applies</label>
<select id="paragraph" name="paragraph" required><option value="">Choose…</option>!${options.join('')}</select></div>
!${field({ label: 'Why it applies', name: 'reason', id: 'release-reason', type: 'textarea', isRequired: true, maxLength: 2000 })}
<div class="field"><label for="permission">For paragraph 8: the recorded permission</label>
<input id="permission" name="permission" list="permissions" maxlength="100" autocomplete="off" aria-describedby="permission-hint">
<datalist id="permissions">!${permissions
    .slice(0, MOST_PERMISSIONS)
    .map(
      ({ id, by, lacks }) =>
        html`<option value="${id}">${lacks === null ? by : `does not cover this: ${lacks}`}</option>`,
    )
    .join('')}</datalist>
<small class="hint" id="permission-hint">!${permissionsView(permissions)}</small></div>
!${recipientBoxes(message, 'release')}
<div class="actions"><button type="submit" class="main">Release it</button></div>`;
}

/** Those that cover the message, by name; where there is none, that there is none. */
function permissionsView(permissions: readonly Paragraph8Record[]): string {
  const covering = permissions.filter(({ lacks }) => lacks === null);
  if (covering.length === 0) return 'Nothing that the register holds covers this message.';
  const named = covering.slice(0, MOST_NAMED).map(({ id, by }) => html`<strong>${id}</strong> (${by})`);
  const more = covering.length - named.length;
  return html`!${covering.length === 1 ? 'This covers it' : 'These cover it'}: !${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function rejectFields({ loaded }: DecidePanel): string {
  return html`<input type="hidden" name="kind" value="reject">
!${field({ label: 'What its sender is told', name: 'reason', id: 'reject-reason', type: 'textarea', isRequired: true, maxLength: 2000, hint: 'They also read which paragraph stopped it.' })}
!${recipientBoxes(loaded.message, 'reject')}
<p class="choice"><label><input type="checkbox" name="isBreach" value="yes"> an attempted disclosure, to be reported (paragraph 11)</label></p>
<div class="actions"><button type="submit" class="danger">Reject it</button></div>`;
}

function recipientBoxes({ recipientStates }: Loaded['message'], prefix: string): string {
  const held = recipientStates.filter(({ state }) => state === 'held');
  if (held.length < 2) return '';
  const boxes = held.map(
    ({ ordinal, address }) =>
      html`<p class="choice"><label><input type="checkbox" name="recipients" value="${ordinal}" id="${prefix}-${ordinal}" checked> !${isolated(address)}</label></p>`,
  );
  return html`<fieldset><legend>For whom</legend><input type="hidden" name="choosing" value="yes">!${boxes.join('')}</fieldset>`;
}

function moreForms({ me, loaded, standing, query }: DecidePanel): string {
  const { id, assignedName } = loaded.message;
  const to = (act: string) => messageUrl(id, query, act);
  const mine =
    assignedName === me.name
      ? ''
      : form(me, {
          action: to('assign'),
          kind: 'act',
          content: html`<input type="hidden" name="to" value="${me.name}"><button type="submit" data-key="m">Assign to me <kbd>m</kbd></button>`,
        });
  return html`<h2>Or</h2>!${mine}
<details class="act" data-key="t" data-key-label="assign it to somebody"><summary class="button">Assign <kbd>t</kbd></summary>
!${form(me, {
    action: to('assign'),
    content: html`<div class="field"><label for="to">To whom</label><select id="to" name="to"><option value="">nobody</option>!${standing.eligible.map((name) => html`<option!${name === assignedName ? ' selected' : ''}>${name}</option>`).join('')}</select></div><button type="submit">Assign</button>`,
  })}</details>
<details class="act" data-key="c" data-key-label="write a note"><summary class="button">Note <kbd>c</kbd></summary>
!${form(me, { action: to('note'), content: html`!${field({ label: 'A note for other reviewers', name: 'text', id: 'note-text', type: 'textarea', isRequired: true, maxLength: 4000 })}<button type="submit">Note it</button>` })}</details>
<details class="act" data-key="e" data-key-label="put it before the deputies"><summary class="button">Escalate <kbd>e</kbd></summary>
!${form(me, { action: to('escalate'), content: html`!${field({ label: 'Why a deputy should look', name: 'text', id: 'escalate-text', type: 'textarea', isRequired: true, maxLength: 2000 })}<button type="submit">Escalate</button>` })}</details>
!${standing.refusal ? '' : form(me, { action: to('scan'), kind: 'act', content: html`<button type="submit" data-key="i">Scan again <kbd>i</kbd></button>` })}`;
}
