/**
 * The matrix of grounds and conditions, for people: for each recipient and finding which grounds were tried, the nearest
 * first, and of each condition what it asks, how it stands and why.
 */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import type { ConditionResult, GroundResult, RecipientDecision } from '../../policy/decision.ts';
import { requirementOf } from '../../policy/requirements.ts';
import { matterOf, titleOf } from '../../policy/words.ts';
import { isolated, plain } from './plain.ts';

/** Open at once; the others behind a line that counts them. */
const NEAREST = 2;

const STATES: Readonly<Record<ConditionResult['state'], readonly [sign: string, word: string, kind: string]>> = {
  met: ['✓', 'met', 'go'],
  failed: ['✗', 'not met', 'stop'],
  claimed: ['“', 'says the sender', 'care'],
  unknown: ['?', 'not known', 'care'],
};

export function matrixView(recipients: readonly RecipientDecision[], findings: readonly Finding[]): string {
  return recipients.map((recipient) => recipientView(recipient, findings)).join('\n');
}

function recipientView({ address, action, reason, grounds }: RecipientDecision, findings: readonly Finding[]): string {
  const whom = address === null ? 'somebody unknown' : isolated(address);
  const verdict =
    action === 'release'
      ? html`<span class="pill go">may have it: ${reason ?? ''}</span>`
      : html`<span class="pill stop">held</span>`;
  const each = findings.map((finding, index) =>
    findingView(
      finding,
      grounds.filter((result) => result.finding === index),
    ),
  );
  return html`<section class="recipient"><h3>!${whom} !${verdict}</h3>
!${each.join('\n') || html`<p class="muted">Nothing was found that a ground could clear.</p>`}</section>`;
}

function findingView({ category, part }: Finding, tried: readonly GroundResult[]): string {
  const cleared = tried.find(({ clears }) => clears);
  const title = html`${capital(matterOf(category))} <small>in !${isolated(part)}</small>`;
  if (cleared)
    return html`<h4>!${title} <span class="pill go">${titleOf(cleared.ground)}</span></h4>!${groundView(cleared)}`;
  const ways = [...tried].sort((a, b) => lackingIn(a) - lackingIn(b) || metIn(b) - metIn(a));
  const rest = ways.slice(NEAREST);
  return html`<h4>!${title}</h4>
!${ways.slice(0, NEAREST).map(groundView).join('\n')}
!${rest.length > 0 ? html`<details><summary>${rest.length} more ${rest.length === 1 ? 'ground was' : 'grounds were'} tried</summary>!${rest.map(groundView).join('\n')}</details>` : ''}`;
}

function groundView({ ground, member, conditions }: GroundResult): string {
  const rows = conditions.map(({ id, state, because }) => {
    const [sign, word, kind] = STATES[state];
    return html`<li class="is-${kind}"><span class="sign" aria-hidden="true">${sign}</span><span><strong>${word}</strong>: ${requirementOf(ground, id)} <small>!${plain(because)}</small></span></li>`;
  });
  const about = member ? html` <small>for !${isolated(member)} of the list</small>` : '';
  return html`<div class="ground"><h5>${titleOf(ground)}!${about}</h5><ul class="conditions">!${rows.join('')}</ul></div>`;
}

function lackingIn({ conditions }: GroundResult): number {
  return conditions.filter(({ state }) => state === 'failed' || state === 'unknown').length;
}

function metIn({ conditions }: GroundResult): number {
  return conditions.filter(({ state }) => state === 'met').length;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
