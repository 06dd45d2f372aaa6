/**
 * The frame of every page: `page` for who is not signed in, `framed` with the ways to go for who is. `body` is markup
 * that the views made; every value in it is escaped there.
 */
import { html } from 'ghtml';
import { DESTINATIONS } from '../navigation.ts';
import { may } from '../roles.ts';
import type { SignedIn } from '../sign-in.ts';
import { ICON, LIVE, SCRIPT, STYLE } from '../static.ts';
import { csrfField } from './form.ts';
import { plain, plainTitle } from './plain.ts';

export function page(title: string, body: string): string {
  const top = html`<header class="top"><a class="brand" href="/">Reticent</a></header>`;
  return documentOf(title, 'plain', html`!${top}<main id="main" tabindex="-1">!${body}</main>`);
}

/** On the element that is shown where the server has news. */
export const LISTENS = html`data-live="/quarantine/live" data-live-worker="${LIVE.url}"`;

export interface Framed {
  readonly title: string;
  /** Which way was taken: a path of `navigation.ts`. */
  readonly at?: string;
  readonly body: string;
}

/** For who is signed in: with what was said by the act before, and the keys. */
export function framed(me: SignedIn, { title, at, body }: Framed): string {
  const links = DESTINATIONS.filter(({ act }) => may(me.roles, act)).map(
    ({ path, label, key }) =>
      html`<li><a href="${path}" data-key="g ${key}" data-key-label="go to ${label}"!${path === at ? ' aria-current="page"' : ''}>${label}</a></li>`,
  );
  return documentOf(
    title,
    'framed',
    html`<a class="skip" href="#main">Skip to the page</a>
<header class="top"><a class="brand" href="/">Reticent</a>
<nav aria-label="Main"><ul>!${links.join('')}</ul></nav>
<div class="who"><a href="/account" data-key="g a" data-key-label="go to your account">${me.name}</a>
<button type="button" class="quiet" data-show-keys aria-label="Show the keys">?</button></div></header>
<main id="main" tabindex="-1">
!${flashView(me)}
!${body}
</main>
!${KEYS}`,
  );
}

function flashView({ flash, csrf }: SignedIn): string {
  if (!flash) return '';
  const { kind, text, undo } = flash;
  const undoing = undo
    ? html`<form method="post" action="${undo.action}" data-until="${undo.until}">!${csrfField({ csrf })}<button type="submit" data-key="z">Undo <kbd>z</kbd></button> <small><span data-seconds>10</span> s</small></form>`
    : '';
  return html`<div class="!${kind === 'done' ? 'flash' : 'problem'}" role="!${kind === 'done' ? 'status' : 'alert'}"><span>!${plain(text)}</span>!${undoing}</div>`;
}

const KEYS = html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys on this page</h2>
<dl class="keys"></dl>
<p class="choice"><label><input type="checkbox" name="keys-off"> Switch single keys off in this browser</label></p>
<form method="dialog" class="actions"><button type="submit">Close</button></form></dialog>`;

function documentOf(title: string, kind: 'plain' | 'framed', content: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${plainTitle(title)} · Reticent</title>
<link rel="icon" type="image/svg+xml" href="${ICON.url}">
<link rel="stylesheet" href="${STYLE.url}">
<script src="${SCRIPT.url}" defer></script>
</head>
<body class="${kind}">
!${content}
</body>
</html>`;
}
