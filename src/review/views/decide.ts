/** What can be done with a held message, each by a key; and why, where somebody may not. */
import { html } from 'ghtml';
import { helpfulClaims } from '../../policy/helpful-claims.ts';
import type { Paragraph8Record } from '../../policy/paragraph-8.ts';
import type { Verdict } from '../../store/verdicts.ts';
import { type Typed, typedIn } from '../forms.ts';
import { NOT_CONFIDENTIAL, PARAGRAPH_CHOICES, paragraphOf } from '../paragraphs.ts';
import { messageUrl, type QueueQuery } from '../queue-query.ts';
import type { Loaded, Standing } from '../reviewing.ts';
import { may } from '../roles.ts';
import { LONGEST } from '../said.ts';
import type { SignedIn } from '../sign-in.ts';
import { csrfField, field, form, leftView } from './form.ts';
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
  /** Why the last form could not be taken, and what was typed into it. */
  readonly problem?: string | undefined;
  readonly typed?: { readonly act: string; readonly fields: Typed } | undefined;
}

export function decidePanel(panel: DecidePanel): string {
  const { me, loaded, standing } = panel;
  const { message } = loaded;
  if (message.state !== 'held') return html`!${decidedView(panel)}!${leftView(wordsLeft(panel))}`;
  const canAssign = may(me.roles, 'holds:assign') && !standing.exclusion;
  return html`<section class="card decide" aria-label="Decide">
!${leftView(wordsLeft(panel))}
!${standing.isShut && !standing.exclusion && !panel.isOpen && may(me.roles, 'holds:read') ? openForm(panel) : ''}
!${eligibleView(standing)}
!${standing.refusal ? html`<p class="care"><span>${standing.refusal}</span></p>` : decideForms(panel)}
!${canAssign ? moreForms(panel) : ''}</section>`;
}

/** What was typed into this form, where it could not be taken. */
function typedFor({ typed }: DecidePanel, act: string, kind?: 'release' | 'reject'): Typed | undefined {
  if (typed?.act !== act || typed.fields.paragraph === NOT_CONFIDENTIAL) return undefined;
  return !kind || typed.fields.kind === kind ? typed.fields : undefined;
}

/** What was typed, where its form is not on the page any more. */
function wordsLeft({ typed, loaded, standing }: DecidePanel): string | undefined {
  const { act = '', fields } = typed ?? {};
  // The button that says so wrote its reason itself.
  if (fields?.paragraph === NOT_CONFIDENTIAL) return undefined;
  const isDecision = act === 'decide' || act === 'ask';
  const isHere = isDecision ? !standing.refusal && !standing.proposal : act !== 'decline' || standing.proposal !== null;
  if (isHere && loaded.message.state === 'held') return undefined;
  return typedIn(fields, 'reason') ?? typedIn(fields, 'text');
}

/** A form behind a button, which its key unfolds too. */
function unfolding(
  {
    key,
    label,
    words,
    look = '',
  }: { readonly key: string; readonly label: string; readonly words: string; readonly look?: string },
  isOpen: boolean,
  content: string,
): string {
  return html`<details class="act" data-key="${key}" data-key-label="${label}"!${isOpen ? ' open' : ''}><summary class="button ${look}">${words} <kbd>${key}</kbd></summary>
!${content}</details>`;
}

function decidedView({ me, loaded, standing, query }: DecidePanel): string {
  const { message, verdicts } = loaded;
  // Between two decisions: a claim came in, or somebody had it scanned again.
  if (message.state === 'received' || message.state === 'inspecting')
    return html`<section class="card decide"><h2>Scanned again</h2><p>It is being scanned, and will wait here again or be on its way in a moment.</p></section>`;
  const last = verdicts.filter(({ state }) => state === 'standing').at(-1);
  // The reason says what is in it.
  const isShown = last && !standing.exclusion;
  const undo =
    message.undoUntil && !standing.refusal
      ? html`<form method="post" action="${messageUrl(message.id, query, 'undo')}" data-until="${message.undoUntil.toISOString()}">!${csrfField(me)}<button type="submit" data-key="z">Undo <kbd>z</kbd></button> <small><span data-seconds>10</span> s</small></form>`
      : '';
  const report =
    may(me.roles, 'reports:write') && message.isStopped && !standing.exclusion
      ? html`<p><a class="button" href="${messageUrl(message.id, query, 'report')}" data-key="p" data-key-label="report it to the NEC">Report it (paragraph 11) <kbd>p</kbd></a>!${last?.isBreach ? ' <small>as the rejection asks</small>' : ''}</p>`
      : '';
  return html`<section class="card decide"><h2>Decided</h2>!${isShown ? verdictView(last) : html`<p>It is ${message.state}.</p>`}!${undo}!${report}</section>`;
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

function openForm(panel: DecidePanel): string {
  const { me, loaded, query } = panel;
  return html`<details open data-key="o" data-key-label="open the text"><summary>Open the text <kbd>o</kbd></summary>
!${form(me, {
    action: messageUrl(loaded.message.id, query, 'open'),
    content: html`!${field({ label: 'Why it has to be read', name: 'reason', id: 'open-reason', value: typedIn(typedFor(panel, 'open'), 'reason'), type: 'textarea', isRequired: true, maxLength: LONGEST.opening })}<button type="submit">Open it</button>`,
  })}</details>`;
}

function decideForms(panel: DecidePanel): string {
  const { me, loaded, standing } = panel;
  const { message } = loaded;
  if (standing.proposal) return proposalView(panel, standing.proposal);
  const action = messageUrl(message.id, panel.query, 'decide');
  const verb = standing.needsTwo ? 'Propose to release' : 'Release';
  return html`<h2>Decide</h2>
!${unfolding({ key: 'r', label: 'release it', words: verb, look: 'main' }, typedFor(panel, 'decide', 'release') !== undefined, form(me, { action, content: releaseFields(panel) }))}
!${form(me, {
    action,
    kind: 'act',
    content: html`<input type="hidden" name="kind" value="release"><input type="hidden" name="paragraph" value="${NOT_CONFIDENTIAL}">
<input type="hidden" name="reason" value="It is no Confidential Matter.">
<button type="submit" data-key="n">Not a Confidential Matter <kbd>n</kbd></button>
<label class="minor"><input type="checkbox" name="keepText" value="yes"> its text may be kept for training</label>`,
  })}
!${unfolding({ key: 's', label: 'send it back to its sender', words: standing.needsTwo ? 'Propose to reject' : 'Reject', look: 'danger' }, typedFor(panel, 'decide', 'reject') !== undefined, form(me, { action, content: rejectFields(panel) }))}
!${wordsForm(panel, 'ask', { key: 'a', label: 'ask the sender', words: 'Ask the sender' }, { label: 'What you want to know', maxLength: LONGEST.question, hint: 'They get it by mail, with a link to answer by.' }, html`<button type="submit">Send the question</button>`)}`;
}

/** A form of one box of words. */
function wordsForm(
  panel: DecidePanel,
  act: string,
  button: Parameters<typeof unfolding>[0],
  box: { readonly label: string; readonly maxLength: number; readonly hint?: string },
  submit: string,
): string {
  const { me, loaded, query } = panel;
  const typed = typedFor(panel, act);
  const value = typedIn(typed, 'text');
  const id = `${act}-text`;
  const content = html`!${field({ ...box, name: 'text', id, value, type: 'textarea', isRequired: true })}!${submit}`;
  return unfolding(
    button,
    typed !== undefined,
    form(me, { action: messageUrl(loaded.message.id, query, act), content }),
  );
}

function proposalView(panel: DecidePanel, proposal: Verdict): string {
  const { me, loaded, standing, query } = panel;
  const { id } = loaded.message;
  const isMine = standing.isOwnProposal;
  const agree = isMine
    ? html`<p class="muted">You proposed this. Somebody else has to agree.</p>`
    : form(me, {
        action: messageUrl(id, query, 'second'),
        kind: 'act',
        content: html`<button type="submit" class="main" data-key="y">Agree <kbd>y</kbd></button>`,
      });
  const decline = isMine
    ? form(me, {
        action: messageUrl(id, query, 'decline'),
        kind: 'act',
        content: html`<input type="hidden" name="text" value="taken back"><button type="submit" class="danger" data-key="w">Take it back <kbd>w</kbd></button>`,
      })
    : wordsForm(
        panel,
        'decline',
        { key: 'w', label: 'decline it', words: 'Decline', look: 'danger' },
        { label: 'Why you do not agree', maxLength: LONGEST.reason },
        html`<button type="submit" class="danger">Decline it</button>`,
      );
  return html`<h2>A second reviewer is needed</h2>!${verdictView(proposal)}
<div class="actions">!${agree}
!${decline}</div>`;
}

function releaseFields(panel: DecidePanel): string {
  const { loaded, permissions } = panel;
  const { message, claims } = loaded;
  const typed = typedFor(panel, 'decide', 'release');
  const claimed = claims.flatMap(({ codes }) => codes);
  const claimedOrNear = paragraphOf(claimed[0] ?? helpfulClaims(message.decision)[0] ?? '');
  // Paragraph 8 is chosen for nobody who would then be refused for want of a record.
  const isCovered = claimedOrNear !== '8' || permissions.some(({ lacks }) => lacks === null);
  const near = typedIn(typed, 'paragraph') ?? (isCovered ? claimedOrNear : '');
  const options = PARAGRAPH_CHOICES.filter(([paragraph]) => paragraph !== NOT_CONFIDENTIAL).map(
    ([paragraph, words]) =>
      html`<option value="${paragraph}"!${paragraph === near ? ' selected' : ''}>${paragraph} ${words}</option>`,
  );
  return html`<input type="hidden" name="kind" value="release">
<div class="field"><label for="paragraph">Which paragraph applies</label>
<select id="paragraph" name="paragraph" required><option value="">Choose…</option>!${options.join('')}</select></div>
!${field({ label: 'Why it applies', name: 'reason', id: 'release-reason', value: typedIn(typed, 'reason'), type: 'textarea', isRequired: true, maxLength: LONGEST.reason })}
<div class="field"><label for="permission">For paragraph 8: the recorded permission</label>
<input id="permission" name="permission" value="${typedIn(typed, 'permission') ?? ''}" list="permissions" maxlength="100" autocomplete="off" aria-describedby="permission-hint">
<datalist id="permissions">!${permissions
    .slice(0, MOST_PERMISSIONS)
    .map(
      ({ id, by, lacks }) =>
        html`<option value="${id}">${lacks === null ? by : `does not cover this: ${lacks}`}</option>`,
    )
    .join('')}</datalist>
<small class="hint" id="permission-hint">!${permissionsView(permissions)}</small></div>
!${recipientBoxes(message, 'release', typed)}
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

function rejectFields(panel: DecidePanel): string {
  const typed = typedFor(panel, 'decide', 'reject');
  return html`<input type="hidden" name="kind" value="reject">
!${field({ label: 'What its sender is told', name: 'reason', id: 'reject-reason', value: typedIn(typed, 'reason'), type: 'textarea', isRequired: true, maxLength: LONGEST.reason, hint: 'They also read which paragraph stopped it.' })}
!${recipientBoxes(panel.loaded.message, 'reject', typed)}
<p class="choice"><label><input type="checkbox" name="isBreach" value="yes"!${typed?.isBreach ? ' checked' : ''}> an attempted disclosure, to be reported (paragraph 11)</label></p>
<div class="actions"><button type="submit" class="danger">Reject it</button></div>`;
}

function recipientBoxes({ recipientStates }: Loaded['message'], prefix: string, typed: Typed | undefined): string {
  const held = recipientStates.filter(({ state }) => state === 'held');
  if (held.length < 2) return '';
  const ticked = typed && [typed.recipients ?? []].flat();
  const boxes = held.map(
    ({ ordinal, address }) =>
      html`<p class="choice"><label><input type="checkbox" name="recipients" value="${ordinal}" id="${prefix}-${ordinal}"!${!ticked || ticked.includes(String(ordinal)) ? ' checked' : ''}> !${isolated(address)}</label></p>`,
  );
  return html`<fieldset><legend>For whom</legend><input type="hidden" name="choosing" value="yes">!${boxes.join('')}</fieldset>`;
}

function moreForms(panel: DecidePanel): string {
  const { me, loaded, standing, query } = panel;
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
!${unfolding(
    { key: 't', label: 'assign it to somebody', words: 'Assign' },
    false,
    form(me, {
      action: to('assign'),
      content: html`<div class="field"><label for="to">To whom</label><select id="to" name="to"><option value="">nobody</option>!${standing.eligible.map((name) => html`<option!${name === assignedName ? ' selected' : ''}>${name}</option>`).join('')}</select></div><button type="submit">Assign</button>`,
    }),
  )}
!${wordsForm(panel, 'note', { key: 'c', label: 'write a note', words: 'Note' }, { label: 'A note for other reviewers', maxLength: LONGEST.note }, html`<button type="submit">Note it</button>`)}
!${wordsForm(panel, 'escalate', { key: 'e', label: 'put it before the deputies', words: 'Escalate' }, { label: 'Why a deputy should look', maxLength: LONGEST.escalation }, html`<button type="submit">Escalate</button>`)}
!${standing.refusal ? '' : form(me, { action: to('scan'), kind: 'act', content: html`<button type="submit" data-key="i">Scan again <kbd>i</kbd></button>` })}`;
}
