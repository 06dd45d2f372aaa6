/** One's own account: password, authenticator, sessions and tokens. */
import { html } from 'ghtml';
import type { ApiToken } from '../../store/api-tokens.ts';
import type { ListedSession } from '../../store/sessions.ts';
import type { User } from '../../store/users.ts';
import { csrfField } from '../csrf.ts';
import { SHORTEST_PASSWORD } from '../password.ts';
import { ACTS, actsOf } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { page } from './page.ts';
import { problemView } from './sign-in.ts';
import { when } from './when.ts';

export interface AccountView {
  readonly me: SignedIn;
  readonly user: User;
  readonly sessions: readonly ListedSession[];
  readonly tokens: readonly ApiToken[];
  readonly codesLeft: number;
  readonly problem?: string | undefined;
  /** A token that was just made: shown this once. */
  readonly made?: string | undefined;
}

export function accountView({ me, user, sessions, tokens, codesLeft, problem, made }: AccountView): string {
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
!${newTokenView(me)}`;
  return page('Your account', body);
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
  if (sessions.length === 0) return html`<p>Nowhere.</p>`;
  const rows = sessions.map(
    ({ id, createdAt, lastSeenAt, address, agent }) => html`<tr>
<td>!${when(createdAt)}</td><td>!${when(lastSeenAt)}</td><td>${address ?? ''}</td><td>${agent ?? ''}</td>
<td>!${id === me.sessionId ? html`this one` : html`<form method="post" action="${action}/${id}/end">!${csrfField(me)}<button type="submit">End</button></form>`}</td></tr>`,
  );
  return html`<table><thead><tr><th scope="col">Since</th><th scope="col">Last seen</th><th scope="col">From</th><th scope="col">Browser</th><th scope="col">End it</th></tr></thead>
<tbody>!${rows.join('\n')}</tbody></table>`;
}

/** A table of tokens, each with a button that revokes it. */
export function tokensView(me: SignedIn, tokens: readonly ApiToken[], action: string): string {
  if (tokens.length === 0) return html`<p>None.</p>`;
  const rows = tokens.map(
    ({ id, name, owner, scopes, expiresAt, lastUsedAt, isRevoked }) => html`<tr>
<td>${name}</td><td>${owner}</td><td>${scopes.join(', ')}</td><td>!${when(expiresAt)}</td><td>!${when(lastUsedAt)}</td>
<td>!${isRevoked ? html`revoked` : html`<form method="post" action="${action}/${id}/revoke">!${csrfField(me)}<button type="submit">Revoke</button></form>`}</td></tr>`,
  );
  return html`<table><thead><tr><th scope="col">Token</th><th scope="col">Acts for</th><th scope="col">May</th><th scope="col">Until</th><th scope="col">Last used</th><th scope="col">Revoke it</th></tr></thead>
<tbody>!${rows.join('\n')}</tbody></table>`;
}

function newTokenView(me: SignedIn): string {
  const scopes = actsOf(me.roles).map(
    (act) =>
      html`<p class="choice"><label><input type="checkbox" name="scopes" value="${act}"> ${ACTS[act]} <small>${act}</small></label></p>`,
  );
  return html`<details><summary>Make a token</summary>
<form method="post" action="/account/tokens">!${csrfField(me)}
<p class="narrow"><label for="token-name">What it is for</label> <input id="token-name" name="name" maxlength="80" required></p>
<fieldset><legend>What it may do for you</legend>
!${scopes.join('\n')}</fieldset>
<p class="narrow"><label for="days">For how many days</label> <input id="days" name="days" type="number" min="1" max="365" value="90" required></p>
<p><button type="submit">Make it</button></p></form></details>`;
}
