/** Accounts: who may sign in, in which roles, and what an administrator can do about it. */
import { html } from 'ghtml';
import type { ApiToken } from '../../store/api-tokens.ts';
import type { ListedSession } from '../../store/sessions.ts';
import { ROLES, type Role, type User } from '../../store/users.ts';
import { namelessWarning } from '../accounts.ts';
import { type Typed, typedIn } from '../forms.ts';
import { may, ROLE_WORDS } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { sessionsView, tokensView } from './account.ts';
import { csrfField, problemView } from './form.ts';
import { framed } from './page.ts';
import { table, text } from './table.ts';
import { when } from './when.ts';

export function usersView(me: SignedIn, users: readonly User[], problem?: string, typed?: Typed): string {
  const body = html`<div class="head"><h1>Users</h1></div>
!${problemView(problem)}
!${table({
    caption: 'Accounts',
    rows: users,
    empty: 'There are no accounts.',
    columns: [
      { title: 'Name', cell: ({ id, name }) => html`<a href="/users/${id}" data-open>${name}</a>` },
      { title: 'E-mail', cell: ({ email }) => text(email) },
      { title: 'Roles', cell: ({ roles }) => text(roles.join(', ')) },
      { title: 'State', cell: (user) => text(stateOf(user)) },
      { title: 'Last seen', cell: ({ lastSeenAt }) => when(lastSeenAt) },
    ],
  })}
!${may(me.roles, 'users:write') ? newUserView(me, typed) : ''}`;
  return framed(me, { title: 'Users', at: '/users', body });
}

function stateOf({ isDisabled, lockedUntil, hasPassword, hasTotp, hasProvider, lastSeenAt }: User): string {
  if (isDisabled) return 'disabled';
  if (lockedUntil) return 'locked after failures';
  if (hasPassword && !hasTotp) return 'has no authenticator yet';
  // By a link, as in the demo, one signs in without either.
  return hasPassword || hasProvider || lastSeenAt ? 'active' : 'waits for its first sign-in';
}

function newUserView(me: SignedIn, typed: Typed | undefined): string {
  const chosen = typed ? ROLES.filter((role) => [typed.roles ?? []].flat().includes(role)) : (['reviewer'] as const);
  return html`<h2>Add somebody</h2>
<form method="post" action="/users">!${csrfField(me)}
<p class="narrow"><label for="name">Name, as the audit log calls them</label> <input id="name" name="name" value="${typedIn(typed, 'name') ?? ''}" maxlength="80" required></p>
<p class="narrow"><label for="email">E-mail address, by which the register knows them</label> <input id="email" name="email" type="email" value="${typedIn(typed, 'email') ?? ''}"></p>
<fieldset><legend>Roles</legend>
!${roleChoices(chosen)}</fieldset>
<p><button type="submit">Add, and make a link</button></p></form>`;
}

function roleChoices(chosen: readonly Role[]): string {
  return ROLES.map(
    (role) =>
      html`<p class="choice"><label><input type="checkbox" name="roles" value="${role}"!${chosen.includes(role) ? ' checked' : ''}> ${role} <small>${ROLE_WORDS[role]}</small></label></p>`,
  ).join('\n');
}

export interface UserView {
  readonly me: SignedIn;
  readonly user: User;
  readonly sessions: readonly ListedSession[];
  readonly tokens: readonly ApiToken[];
  readonly problem?: string | undefined;
  /** A link that was just made: shown this once. */
  readonly link?: string | undefined;
}

export function userView({ me, user, sessions, tokens, problem, link }: UserView): string {
  const canWrite = may(me.roles, 'users:write');
  const warning = namelessWarning(user);
  const body = html`<p><a href="/users">Users</a></p>
<h1>${user.name}</h1>
!${problemView(problem)}
!${warning ? html`<p class="care"><span>${warning}.</span></p>` : ''}
!${link ? html`<p role="status" class="made">Give them this link, which works once within a day: <code>${link}</code></p>` : ''}
<dl><dt>E-mail</dt><dd>${user.email ?? 'none'}</dd><dt>State</dt><dd>${stateOf(user)}</dd>
<dt>Roles</dt><dd>${user.roles.join(', ')}</dd>
<dt>Signs in by</dt><dd>${waysOf(user)}</dd><dt>Since</dt><dd>!${when(user.createdAt)}</dd></dl>
!${canWrite ? changesView(me, user) : ''}
<h2>Where they are signed in</h2>
!${canWrite ? sessionsView(me, sessions, `/users/${user.id}/sessions`) : html`<p>${String(sessions.length)} sessions.</p>`}
<h2>Tokens for programs</h2>
!${canWrite ? tokensView(me, tokens, `/users/${user.id}/tokens`) : html`<p>${String(tokens.length)} tokens.</p>`}`;
  return framed(me, { title: user.name, at: '/users', body });
}

function waysOf({ hasPassword, hasTotp, hasProvider }: User): string {
  const ways = [
    hasPassword && (hasTotp ? 'password and authenticator' : 'password'),
    hasProvider && 'identity provider',
  ];
  return ways.filter(Boolean).join(', ') || 'nothing yet';
}

function changesView(me: SignedIn, { id, roles, isDisabled }: User): string {
  const button = (action: string, label: string, sentence: string) =>
    html`<form method="post" action="/users/${id}/${action}">!${csrfField(me)}<p><button type="submit">${label}</button> ${sentence}</p></form>`;
  return html`<h2>Roles</h2>
<form method="post" action="/users/${id}/roles">!${csrfField(me)}
<fieldset><legend>What they may do; a change signs them out</legend>
!${roleChoices(roles)}</fieldset>
<p><button type="submit">Change the roles</button></p></form>
<h2>Access</h2>
!${button('reset', 'Reset and make a link', 'Forgets password, authenticator and codes. They begin again by the link.')}
!${isDisabled ? button('enable', 'Enable', 'They can sign in again.') : button('disable', 'Disable', 'Signs them out, and stops their tokens.')}`;
}
