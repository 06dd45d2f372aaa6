/** The frame of every page. `body` is markup that the views made; every value in it is escaped there. */
import { html } from 'ghtml';

export function page(title: string, body: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Reticent</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/quarantine">Reticent</a></header>
<main>
!${body}
</main>
</body>
</html>`;
}
