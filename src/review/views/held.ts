/**
 * One held message: what it is, who would get it and what stops it; the evidence, its text, the grounds; beside it what
 * can be done.
 */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import type { Policy } from '../../policy/policy.ts';
import type { AuditRecord } from '../../store/audit.ts';
import type { HeldText } from '../../store/hold-facts.ts';
import type { HoldNote, Relative } from '../../store/holds.ts';
import { messageUrl, queueUrl } from '../queue-query.ts';
import type { Loaded, Standing } from '../reviewing.ts';
import type { SignedIn } from '../sign-in.ts';
import { CLAIM_WORDS } from './claim.ts';
import { type DecidePanel, decidePanel } from './decide.ts';
import { findingsView, hitsOf } from './evidence.ts';
import { problemView } from './form.ts';
import { sizeInWords, textView } from './held-text.ts';
import { matrixView } from './matrix.ts';
import { matterPills } from './matters.ts';
import { framed, LISTENS } from './page.ts';
import { isolated, plain } from './plain.ts';
import { ageView } from './quarantine.ts';
import { when } from './when.ts';

export interface HeldView extends DecidePanel {
  readonly me: SignedIn;
  readonly loaded: Loaded;
  readonly standing: Standing;
  /** Undefined where it stays shut, or nothing is kept. */
  readonly text: HeldText | undefined;
  readonly notes: readonly HoldNote[];
  readonly relatives: readonly Relative[];
  readonly events: readonly AuditRecord[];
  readonly hours: Policy['holdHours'];
  readonly now: Date;
}

/** Recipients in sight; of a message to many the others are behind a line that counts them. */
const MOST_RECIPIENTS = 10;
/** Recipients of whom the matrix is shown here; the others have theirs behind a link. */
const MOST_MATRICES = 3;

export function heldView(view: HeldView): string {
  const { me, loaded, standing, query } = view;
  const { message } = loaded;
  const title = standing.exclusion ? 'A held message' : message.subject?.trim() || '(no subject)';
  const body = html`<p class="flash" hidden !${LISTENS} data-message="${message.id}" role="status"><span>This message changed since you opened it.</span> <a class="button" href="${messageUrl(message.id, query)}" data-key="." data-key-label="load it again">Reload <kbd>.</kbd></a></p>
<p class="way"><a href="${queueUrl(query)}" data-key="u" data-key-label="back to the queue">Quarantine</a></p>
!${problemView(view.problem)}
<div class="held"><div class="held-main">
<h1><bdi>!${plain(title)}</bdi></h1>
<p class="pills">!${matterPills(message)} !${stateView(view)}</p>
!${standing.exclusion ? html`<p class="care"><span>${standing.exclusion} Somebody else decides on it.</span></p>` : contentView(view)}
<p class="jump"><a class="button main" href="#act">Decide</a></p>
</div>
<aside class="held-side" id="act" aria-label="What can be done">!${decidePanel(view)}!${factsView(view)}</aside></div>`;
  const at = '/quarantine';
  return framed(me, { title: standing.isShut ? 'Held message' : title, at, body });
}

/** Everything that quotes the message or tells what is in it. */
function contentView(view: HeldView): string {
  const { loaded, relatives, notes, events } = view;
  const { message, inspection, claims } = loaded;
  const findings = inspection?.findings ?? [];
  const hits = hitsOf(findings);
  const isHeldForSome = message.decision.recipients.some(({ action }) => action === 'hold');
  const isForgotten = inspection?.coverage === null;
  return html`!${sentenceView(message.decision.explanation)}
!${message.decision.warnings.map(({ address, because }) => html`<p class="care"><span><strong>A slip?</strong> !${isolated(address)}: !${plain(because)}.</span></p>`).join('')}
!${claims.length > 0 ? claimsView(loaded) : ''}
<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>
!${findingsView(view, hits)}!${isForgotten ? html`<p class="muted">The message is forgotten, and with it the words on which this rests.</p>` : ''}
!${(inspection?.unscannable ?? []).map(({ part, reason }) => html`<p class="care"><span>!${isolated(part)} could not be read: ${reason.replaceAll('-', ' ')}.</span></p>`).join('')}</section>
<section aria-labelledby="text"><h2 id="text">What it says</h2>!${textView(view, hits)}</section>
<section aria-labelledby="grounds"><h2 id="grounds">${isHeldForSome ? 'Why no paragraph lets it go' : 'Why it may go'}</h2>
!${groundsView(view, findings)}</section>
!${relatives.length > 0 ? relativesView(relatives) : ''}
!${historyView(notes, events)}`;
}

function stateView({ loaded: { message }, hours, now }: HeldView): string {
  if (message.state === 'held') return ageView(message, hours, now);
  return html`<span class="pill go">${message.state}</span> <small>!${when(message.stateSince)}</small>`;
}

/** The first sentence says what it is, who would get it and what stops it; the rest what comes nearest. */
function sentenceView(explanation: string): string {
  const cut = explanation.search(/ (?:Nearest is|What comes nearest is) /);
  const first = cut < 0 ? explanation : explanation.slice(0, cut);
  const rest = cut < 0 ? '' : explanation.slice(cut + 1);
  return html`<p class="verdict">!${plain(first)}</p>!${rest ? html`<p class="muted">!${plain(rest)}</p>` : ''}`;
}

function claimsView({ claims }: Loaded): string {
  const each = claims.map(
    ({
      codes,
      reason,
      source,
      madeAt,
      outcome,
    }) => html`<div class="card claim"><p><strong>The sender says:</strong> ${codes.map((code) => CLAIM_WORDS[code] ?? code).join(' ')} <span class="pill">${codes.join(', ')}</span>
!${outcome ? html` <span class="pill ${outcome === 'confirmed' ? 'go' : 'stop'}">${outcome}</span>` : ''}</p>
!${reason ? html`<blockquote dir="auto">!${plain(reason)}</blockquote>` : html`<p class="muted">Their words are no longer kept.</p>`}
<p class="muted">by ${source === 'link' ? 'the link of its notice' : `the ${source} of the message`}, !${when(madeAt)}</p></div>`,
  );
  return html`<section aria-labelledby="claims"><h2 id="claims">The sender’s word</h2>!${each.join('')}</section>`;
}

function groundsView({ loaded: { message }, query }: HeldView, findings: readonly Finding[]): string {
  const held = message.decision.recipients.filter(({ action }) => action === 'hold');
  const others = message.decision.recipients.filter(({ action }) => action !== 'hold');
  const shown = [...held, ...others].slice(0, MOST_MATRICES);
  const more = message.decision.recipients.length - shown.length;
  return html`!${matrixView(shown, findings)}
!${more > 0 ? html`<p><a href="${messageUrl(message.id, query, 'grounds')}">The same for ${more} more ${more === 1 ? 'recipient' : 'recipients'}</a></p>` : ''}`;
}

function relativesView(relatives: readonly Relative[]): string {
  const lines = relatives.map(
    ({
      id,
      subject,
      login,
      mailFrom,
      heldAt,
      state,
      verdict,
      isThread,
      isSameText,
    }) => html`<li><a href="/quarantine/${id}"><bdi>!${plain(subject?.trim() || '(no longer kept)')}</bdi></a>
<small>!${isolated(login ?? mailFrom)} · !${when(heldAt)} · ${[isThread && 'same thread', isSameText && 'same text or document'].filter(Boolean).join(', ')}</small> <span class="pill ${state === 'held' ? '' : verdict === 'rejected' || state === 'returned' ? 'stop' : 'go'}">${state === 'held' ? 'waits too' : `${state}${verdict && verdict !== 'rejected' ? ` by ${verdict}` : ''}`}</span></li>`,
  );
  return html`<section aria-labelledby="relatives"><h2 id="relatives">Met before</h2><ul class="plain-list">!${lines.join('')}</ul></section>`;
}

function historyView(notes: readonly HoldNote[], events: readonly AuditRecord[]): string {
  const written = notes.map(
    ({ kind, writtenBy, writtenAt, text }) =>
      html`<div class="card note"><p class="muted"><strong>!${isolated(writtenBy)}</strong> ${kind === 'answer' ? 'answers' : kind === 'escalation' ? 'escalates' : 'notes'}, !${when(writtenAt)}</p><p dir="auto">!${plain(text)}</p></div>`,
  );
  const done = events.map(
    ({ at, actor, action, detail }) =>
      html`<li><small>!${when(at)}</small> !${isolated(actor)}: ${action} !${detailView(detail)}</li>`,
  );
  return html`!${written.length > 0 ? html`<section aria-labelledby="notes"><h2 id="notes">Notes</h2>!${written.join('')}</section>` : ''}
<details class="history"><summary>What was done so far (${events.length})</summary><ol class="plain-list">!${done.join('')}</ol></details>`;
}

/** What an audit record says besides: only what people asked for in words. */
function detailView(detail: unknown): string {
  const said = typeof detail === 'object' && detail !== null ? detail : {};
  const words = Object.entries(said)
    .filter(([name, value]) => ['paragraph', 'reason', 'permission', 'to', 'categories'].includes(name) && value)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`);
  return words.length > 0 ? html`<small>!${plain(words.join(' · '))}</small>` : '';
}

function factsView({ loaded: { message, inspection } }: HeldView): string {
  const { login, mailFrom, recipientStates, receivedAt, sizeBytes, assignedName } = message;
  const from = inspection?.from ?? [];
  const sender = login ?? mailFrom;
  const shownAs = from.filter((each) => each.toLowerCase() !== sender.toLowerCase());
  const states = recipientStates.map(
    ({ address, state }) => html`<li>!${isolated(address)} <small>${state}</small></li>`,
  );
  const others = states.slice(MOST_RECIPIENTS);
  const more =
    others.length > 0
      ? html`<details><summary>${others.length} more</summary><ul class="plain-list">!${others.join('')}</ul></details>`
      : '';
  return html`<section class="card facts"><h2>Envelope</h2><dl>
<dt>Sender</dt><dd>!${isolated(sender)}!${shownAs.length > 0 ? html` <small>From: !${shownAs.map(isolated).join(', ')}</small>` : ''}</dd>
<dt>To</dt><dd><ul class="plain-list">!${states.slice(0, MOST_RECIPIENTS).join('')}</ul>!${more}</dd>
<dt>Received</dt><dd>!${when(receivedAt)}</dd><dt>Size</dt><dd>${sizeInWords(sizeBytes)}</dd>
<dt>Assigned</dt><dd>${assignedName ?? 'nobody'}</dd>
<dt>Number</dt><dd><small><code>${message.id}</code></small></dd></dl></section>`;
}
