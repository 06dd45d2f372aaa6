/**
 * What pages do beyond forms and links: keys, live news, boxes that follow one another. Without it every page still works.
 *
 * Reads attributes only: `data-key="r"` is pressed by that key (`g q` is two keys), `data-rows` is a list that j and k
 * walk through, `data-live` is an address that tells of news (server-sent events). Makes no markup from text.
 */
const KEYS_OFF = 'reticent-keys-off';
const SEQUENCE_MS = 1200;

const isTyping = (target) =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea, select');

/** Single keys can be switched off, because speech input types them by accident (WCAG 2.1.4). */
const areKeysOff = () => localStorage.getItem(KEYS_OFF) === 'yes';

function rows() {
  return [...document.querySelectorAll('[data-rows] [data-row]')];
}

/** The row that j and k have come to: the one that holds the focus. */
function currentRow() {
  return document.activeElement?.closest('[data-row]') ?? null;
}

function walk(step) {
  const all = rows();
  const at = all.indexOf(currentRow());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  const link = next?.querySelector('a[data-open]') ?? next?.querySelector('a, button');
  link?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** By focus where something is to be typed or chosen, else by a click. */
function press(element) {
  const details = element.closest('details');
  if (details && !details.open && element.closest('summary') === null) details.open = true;
  if (element.tagName === 'DETAILS') {
    element.open = true;
    element.querySelector('input:not([type=hidden]), textarea, select, button')?.focus();
    return;
  }
  if (isTyping(element)) {
    element.focus();
    if (element.tagName === 'INPUT') element.select();
    return;
  }
  element.click();
}

const BUILT_IN = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => currentRow()?.querySelector('a[data-open]')?.click(),
  x: () => currentRow()?.querySelector('input[type=checkbox]')?.click(),
  '?': () => showKeys(),
};

let sequence = '';
let sequenceAt = 0;

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || document.querySelector('dialog[open]') || event.key.length !== 1) return;
  if (areKeysOff() && event.key !== '?') return;

  const isLater = event.timeStamp - sequenceAt > SEQUENCE_MS;
  const typed = sequence && !isLater ? `${sequence} ${event.key}` : event.key;
  const keyed = [...document.querySelectorAll('[data-key]')];
  const wanted = keyed.find(({ dataset }) => dataset.key === typed);
  const starts = keyed.some(({ dataset }) => dataset.key.startsWith(`${typed} `));
  sequence = starts ? typed : '';
  sequenceAt = event.timeStamp;
  if (wanted) {
    event.preventDefault();
    press(wanted);
  } else if (!starts && BUILT_IN[event.key] && typed === event.key) {
    event.preventDefault();
    BUILT_IN[event.key]();
  }
});

/** The keys of this page, read from the page itself: what is listed is what works. */
function showKeys() {
  const dialog = document.getElementById('keys');
  const list = dialog?.querySelector('dl');
  if (!list) return;
  const lines = [...document.querySelectorAll('[data-key]')].map((element) => [
    element.dataset.key,
    element.dataset.keyLabel ?? element.getAttribute('aria-label') ?? wordsOf(element),
  ]);
  if (rows().length > 0) lines.unshift(['j', 'next row'], ['k', 'row before'], ['o', 'open it']);
  if (document.querySelector('[data-row] input[type=checkbox]')) lines.push(['x', 'tick the row']);
  list.replaceChildren(
    ...[...lines, ['?', 'these keys']].flatMap(([keys, words]) => {
      const term = document.createElement('dt');
      for (const key of keys.split(' ')) {
        const box = document.createElement('kbd');
        box.textContent = key;
        term.append(box, ' ');
      }
      const meaning = document.createElement('dd');
      meaning.textContent = words;
      return [term, meaning];
    }),
  );
  const off = dialog.querySelector('input[name=keys-off]');
  off.checked = areKeysOff();
  off.onchange = () => localStorage.setItem(KEYS_OFF, off.checked ? 'yes' : 'no');
  dialog.showModal();
}

/** What a control is called, without the key that stands in it. */
function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll('kbd')) key.remove();
  return (copy.querySelector('summary') ?? copy).textContent.trim();
}

/** A box that ticks all others of its form. */
document.addEventListener('change', (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.form) return;
  const each = [...box.form.querySelectorAll('input[data-tick]')];
  if (box.matches('[data-tick-all]')) for (const other of each) other.checked = box.checked;
  const ticked = each.filter(({ checked }) => checked).length;
  for (const shown of box.form.querySelectorAll('[data-ticked]')) {
    shown.hidden = ticked === 0;
    const number = shown.querySelector('[data-ticked-count]');
    if (number) number.textContent = String(ticked);
  }
});

/** A select or box that is applied as soon as it is changed. */
document.addEventListener('change', (event) => {
  if (event.target instanceof HTMLElement && event.target.matches('[data-apply]')) event.target.form.requestSubmit();
});

document.addEventListener('click', (event) => {
  const opener = event.target instanceof Element ? event.target.closest('[data-show-keys]') : null;
  if (opener) showKeys();
});

/** What can be undone is shown for as long as it can be. */
for (const undo of document.querySelectorAll('[data-until]')) {
  const count = undo.querySelector('[data-seconds]');
  const tick = () => {
    const left = Math.ceil((Date.parse(undo.dataset.until) - Date.now()) / 1000);
    if (count) count.textContent = String(Math.max(left, 0));
    if (left > 0) setTimeout(tick, 250);
    else undo.remove();
  };
  tick();
}

/** News of the server: a line that says so, and whoever reads on is not interrupted. */
const live = document.querySelector('[data-live]');
if (live) {
  let news = 0;
  const told = {
    held: () => {
      news += 1;
      live.hidden = false;
      const number = live.querySelector('[data-news]');
      if (number) number.textContent = String(news);
    },
    gone: (id) => {
      const row = document.querySelector(`[data-row="${CSS.escape(id)}"]`);
      if (!row) return;
      row.classList.add('gone');
      const box = row.querySelector('input[type=checkbox]');
      if (box) box.checked = false;
    },
    changed: (id) => {
      if (live.dataset.message === id) live.hidden = false;
    },
  };
  let stop = listen(live.dataset, told);
  addEventListener('pagehide', () => stop());
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) stop = listen(live.dataset, told);
  });
}

/** By the connection that all windows have together (`live.js`); where a browser knows none such, by one of its own. */
function listen({ live: address, liveWorker }, told) {
  if (!('SharedWorker' in window)) {
    const source = new EventSource(address);
    for (const [kind, tell] of Object.entries(told)) source.addEventListener(kind, ({ data }) => tell(data));
    return () => source.close();
  }
  const { port } = new SharedWorker(liveWorker);
  port.addEventListener('message', ({ data: { kind, data } }) => told[kind](data));
  port.start();
  port.postMessage(address);
  return () => port.postMessage(null);
}

/** On a telephone the ways to go are wider than the screen: where one is stands in sight. */
document.querySelector('.top nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
