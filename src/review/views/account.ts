/** One's own account: password, authenticator, sessions and tokens. */
import { html } from 'ghtml';
import type { ApiToken } from '../../store/api-tokens.ts';
import type { ListedSession } from '../../store/sessions.ts';
import type { User } from '../../store/users.ts';
import { type Typed, typedIn } from '../forms.ts';
import { SHORTEST_PASSWORD } from '../password.ts';
import { ACTS, actsOf } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { agentInWords } from './agent.ts';
import { csrfField, form, problemView } from './form.ts';
import { framed } from './page.ts';
import { table, text } from './table.ts';
import { when } from './when.ts';

export interface AccountView {
  readonly me: SignedIn;
  readonly user: User;
  readonly sessions: readonly ListedSession[];
  readonly tokens: readonly ApiToken[];
  readonly codesLeft: number;
  readonly problem?: string | undefined;
  /** What was typed into the form of a token that could not be made. */
  readonly typed?: Typed | undefined;
  /** A token that was just made: shown this once. */
  readonly made?: string | undefined;
}

export function accountView({ me, user, sessions, tokens, codesLeft, problem, typed, made }: AccountView): string {
  const body = html`<h1>Your account</h1>
!${problemView(problem)}
<dl>
<dt>Name</dt><dd>${user.name}</dd>
<dt>E-mail</dt><dd>${user.email ?? 'none'}</dd>
<dt>Roles</dt><dd>${user.roles.join(', ')}</dd>
</dl>
<form method="post" action="/sign-out">!${csrfField(me)}<p><button type="submit">Sign out</button></p></form>
!${user.hasPassword ? secretsView(me, codesLeft) : ''}
<h2>Where you are signed in</h2>
!${sessionsView(me, sessions, '/account/sessions')}
<h2>Tokens for programs</h2>
!${made ? html`<p role="status" class="made">Your new token, which is <strong>not shown again</strong>: <code>${made}</code></p>` : ''}
!${tokensView(me, tokens, '/account/tokens')}
!${newTokenView(me, typed)}`;
  return framed(me, { title: 'Your account', body });
}

function secretsView(me: SignedIn, codesLeft: number): string {
  return html`<h2>Password and authenticator</h2>
<details><summary>Change the password</summary>
<form method="post" action="/account/password" class="narrow">!${csrfField(me)}
!${currentPassword('current-1')}
<p><label for="new">New password, at least ${String(SHORTEST_PASSWORD)} characters</label>
<input id="new" name="password" type="password" autocomplete="new-password" minlength="${String(SHORTEST_PASSWORD)}" required></p>
<p><label for="repeat">The new one again</label>
<input id="repeat" name="repeat" type="password" autocomplete="new-password" required></p>
<p><button type="submit">Change it, and sign out everywhere else</button></p>
</form></details>
<details><summary>Set up another authenticator</summary>
<form method="post" action="/account/authenticator" class="narrow">!${csrfField(me)}
!${currentPassword('current-2')}
<p><button type="submit">Go on</button></p></form></details>
<details><summary>Make new recovery codes (${String(codesLeft)} of the old ones are left)</summary>
<form method="post" action="/account/recovery-codes" class="narrow">!${csrfField(me)}
!${currentPassword('current-3')}
<p><button type="submit">Make ten new ones</button></p></form></details>`;
}

function currentPassword(id: string): string {
  return html`<p><label for="${id}">Your password now</label>
<input id="${id}" name="current" type="password" autocomplete="current-password" required></p>`;
}

/** A table of sessions, each with a button that ends it. */
export function sessionsView(me: SignedIn, sessions: readonly ListedSession[], action: string): string {
  return table({
    caption: 'Sessions',
    rows: sessions,
    empty: 'Nowhere.',
    columns: [
      { title: 'Since', cell: ({ createdAt }) => when(createdAt) },
      { title: 'Last seen', cell: ({ lastSeenAt }) => when(lastSeenAt) },
      { title: 'From', cell: ({ address }) => text(address) },
      { title: 'Browser', cell: ({ agent }) => text(agentInWords(agent)) },
      {
        title: 'End it',
        isUntitled: true,
        cell: ({ id }) =>
          id === me.sessionId ? 'this one' : form(me, { action: `${action}/${id}/end`, content: BUTTON('End') }),
      },
    ],
  });
}

/** A table of tokens, each with a button that revokes it. */
export function tokensView(me: SignedIn, tokens: readonly ApiToken[], action: string): string {
  return table({
    caption: 'Tokens',
    rows: tokens,
    empty: 'None.',
    columns: [
      { title: 'Token', cell: ({ name }) => text(name) },
      { title: 'Acts for', cell: ({ owner }) => text(owner) },
      { title: 'May', cell: ({ scopes }) => text(scopes.join(', ')) },
      { title: 'Until', cell: ({ expiresAt }) => when(expiresAt) },
      { title: 'Last used', cell: ({ lastUsedAt }) => when(lastUsedAt) },
      {
        title: 'Revoke it',
        isUntitled: true,
        cell: ({ id, isRevoked }) =>
          isRevoked ? 'revoked' : form(me, { action: `${action}/${id}/revoke`, content: BUTTON('Revoke') }),
      },
    ],
  });
}

const BUTTON = (label: string) => html`<button type="submit">${label}</button>`;

function newTokenView(me: SignedIn, typed: Typed | undefined): string {
  const ticked = [typed?.scopes ?? []].flat();
  const scopes = actsOf(me.roles).map(
    (act) =>
      html`<p class="choice"><label><input type="checkbox" name="scopes" value="${act}"!${ticked.includes(act) ? ' checked' : ''}> ${ACTS[act]} <small>${act}</small></label></p>`,
  );
  return html`<details!${typed ? ' open' : ''}><summary>Make a token</summary>
<form method="post" action="/account/tokens">!${csrfField(me)}
<p class="narrow"><label for="token-name">What it is for</label> <input id="token-name" name="name" value="${typedIn(typed, 'name') ?? ''}" maxlength="80" required></p>
<fieldset><legend>What it may do for you</legend>
!${scopes.join('\n')}</fieldset>
<p class="narrow"><label for="days">For how many days</label> <input id="days" name="days" type="number" min="1" max="365" value="${typedIn(typed, 'days') ?? '90'}" required></p>
<p><button type="submit">Make it</button></p></form></details>`;
}
