/**
 * The matrix of grounds and conditions, for people: for each recipient and finding which grounds were tried, the nearest
 * first, and of each condition what it asks, how it stands and why.
 */
import { html } from 'ghtml';
import type { Finding } from '../../../classifiers/finding.ts';
import type { ConditionResult, GroundResult, RecipientDecision } from '../../policy/decision.ts';
import { nearestFirst } from '../../policy/explain.ts';
import { requirementOf } from '../../policy/requirements.ts';
import { matterOf, titleOf } from '../../policy/words.ts';
import { isolated, plain } from './plain.ts';
import { capital } from './words.ts';

/** Open at once; the others behind a line that counts them. */
const NEAREST = 2;
/** Members of a list, and parts, that are named in a line. */
const MOST_NAMED = 5;

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
  const tried = Map.groupBy(grounds, ({ finding }) => finding);
  // Forty files of one kind meet the same grounds in the same way: that is said once.
  const alike = Map.groupBy(
    findings.map(({ category, part }, index) => ({ category, part, tried: tried.get(index) ?? [] })),
    (each) => JSON.stringify([each.category, each.tried.map(({ finding: _which, ...result }) => result)]),
  );
  const each = [...alike.values()].map((same) => findingView(same[0]?.tried ?? [], same));
  return html`<section class="recipient"><h3>!${whom} !${verdict}</h3>
!${each.join('\n') || html`<p class="muted">Nothing was found that a ground could clear.</p>`}</section>`;
}

/** Findings of one matter that met the same. */
function findingView(tried: readonly GroundResult[], same: readonly Pick<Finding, 'category' | 'part'>[]): string {
  const matters = new Set(same.map(({ category }) => capital(matterOf(category))));
  const parts = new Set(same.map(({ part }) => part));
  const title = html`${[...matters].join(', ')} <small>in !${listed([...parts])}</small>`;
  const clearing = tried.filter(({ clears }) => clears);
  const may = clearing.map(({ member }) => member);
  // Of a list it is cleared once each of its members may have it; until then only those count who may not.
  const open = tried.filter(({ member }) => !may.includes(member));
  if (open.length === 0 && clearing.length > 0) {
    const titles = [...new Set(clearing.map(({ ground }) => titleOf(ground)))];
    return html`<h4>!${title} <span class="pill go">${titles.join(', ')}</span></h4>!${clearing.slice(0, NEAREST).map(groundView).join('\n')}!${restView(clearing.slice(NEAREST))}`;
  }
  const ways = nearestFirst(open);
  const some = clearing.flatMap(({ member }) => member ?? []);
  return html`<h4>!${title}</h4>!${some.length > 0 ? html`<p class="muted">!${listed(some)} of the list may have it; not all may.</p>` : ''}
!${ways.slice(0, NEAREST).map(groundView).join('\n')}
!${restView(ways.slice(NEAREST))}`;
}

/** Behind a line that counts them. */
function restView(rest: readonly GroundResult[]): string {
  if (rest.length === 0) return '';
  return html`<details><summary>${rest.length} more ${rest.length === 1 ? 'ground was' : 'grounds were'} tried</summary>!${rest.map(groundView).join('\n')}</details>`;
}

function listed(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).map(isolated).join(', ');
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

function groundView({ ground, member, conditions }: GroundResult): string {
  const rows = conditions.map(({ id, state, because }) => {
    const [sign, word, kind] = STATES[state];
    return html`<li class="is-${kind}"><span class="sign" aria-hidden="true">${sign}</span><span><strong>${word}</strong>: ${requirementOf(ground, id)} <small>!${plain(because)}</small></span></li>`;
  });
  const about = member ? html` <small>for !${isolated(member)} of the list</small>` : '';
  return html`<div class="ground"><h5>${titleOf(ground)}!${about}</h5><ul class="conditions">!${rows.join('')}</ul></div>`;
}
