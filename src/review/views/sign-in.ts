/** The pages of signing in, one step each. */
import { html } from 'ghtml';
import { renderSVG } from 'uqr';
import { SHORTEST_PASSWORD } from '../password.ts';
import { base32, totpUri } from '../totp.ts';
import { problemView } from './form.ts';
import { page } from './page.ts';

export interface SignInView {
  readonly next: string;
  readonly problem?: string | undefined;
  /** As it was typed before the problem. */
  readonly name?: string;
  /** What the identity provider is called, where there is one. */
  readonly provider: string | null;
  /** They signed out a moment ago. */
  readonly isOut?: boolean;
}

export function signInView({ next, problem, name = '', provider, isOut }: SignInView): string {
  const elsewhere = provider
    ? html`<p><a class="button" href="/sign-in/provider?next=${encodeURIComponent(next)}">Sign in with ${provider}</a></p>
<h2>Or with an account of Reticent</h2>`
    : '';
  const body = html`<h1>Sign in</h1>
!${problemView(problem)}
!${isOut && provider ? html`<p role="status" class="made">You are signed out here. <a href="/sign-in/provider/out">Sign out of ${provider} too</a></p>` : ''}
!${elsewhere}
<form method="post" action="/sign-in" class="narrow">
<input type="hidden" name="next" value="${next}">
<p><label for="name">Name or e-mail address</label>
<input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required></p>
<p><label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button type="submit">Sign in</button></p>
</form>
<p><small>No account, or locked out? An administrator can give you a link.</small></p>`;
  return page('Sign in', body);
}

export function codeView(next: string, problem?: string): string {
  const body = html`<h1>One more step</h1>
!${problemView(problem)}
<form method="post" action="/sign-in/code" class="narrow">
<input type="hidden" name="next" value="${next}">
<p><label for="code">The code that your authenticator shows, or a recovery code</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="20" required autofocus></p>
<p><button type="submit">Sign in</button></p>
</form>`;
  return page('One more step', body);
}

/** Asks first, because previews and mail scanners follow links too, and would be the one who signs in. */
export function linkView(link: string, name: string): string {
  const body = html`<h1>Sign in</h1>
<p>This link signs you in once, without a password.</p>
<form method="post" action="/sign-in/${link}" class="narrow"><p><button type="submit" class="main">Sign in as ${name}</button></p></form>`;
  return page('Sign in', body);
}

export function welcomeView(link: string, name: string, problem?: string): string {
  const body = html`<h1>Welcome</h1>
<p>You sign in as <strong>${name}</strong>. Please choose a password of at least ${String(SHORTEST_PASSWORD)} characters: a few words that belong to nobody else are good.</p>
!${problemView(problem)}
<form method="post" action="/sign-in/${link}" class="narrow">
<input type="hidden" name="username" value="${name}" autocomplete="username">
<p><label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="${String(SHORTEST_PASSWORD)}" required></p>
<p><label for="repeat">The same again</label>
<input id="repeat" name="repeat" type="password" autocomplete="new-password" required></p>
<p><button type="submit">Go on</button></p>
</form>`;
  return page('Welcome', body);
}

export interface AuthenticatorView {
  readonly name: string;
  readonly secret: Buffer;
  /** Where the form goes. */
  readonly action: string;
  /** Further fields, as markup. */
  readonly fields?: string;
  readonly problem?: string | undefined;
}

export function authenticatorView({ name, secret, action, fields, problem }: AuthenticatorView): string {
  const written = base32(secret);
  const svg = renderSVG(totpUri(secret, name), { border: 2, ecc: 'M' });
  const body = html`<h1>Set up your authenticator</h1>
<p>Scan this with an authenticator app on your telephone. From then on it shows the code that signing in asks for.</p>
!${problemView(problem)}
<div class="qr" role="img" aria-label="QR code of the key that stands below in letters">!${svg}</div>
<p>Or type this key into it: <code>${written.match(/.{1,4}/g)?.join(' ') ?? written}</code></p>
<form method="post" action="${action}" class="narrow">
<input type="hidden" name="secret" value="${written}">
!${fields ?? ''}
<p><label for="code">The code that it shows now</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" required></p>
<p><button type="submit">Go on</button></p>
</form>`;
  return page('Set up your authenticator', body);
}

export function recoveryCodesView(codes: readonly string[]): string {
  const body = html`<h1>Your recovery codes</h1>
<p>Each of them signs you in once, when the authenticator is lost. Print them, or keep them with your passwords. They are <strong>not shown again</strong>, and earlier ones no longer work.</p>
<ul class="codes">!${codes.map((code) => html`<li><code>${code}</code></li>`).join('\n')}</ul>
<p><a href="/">I have them: go on</a></p>`;
  return page('Your recovery codes', body);
}
