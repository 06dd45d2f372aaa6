/**
 * HTML as text by place: what a browser shows, what it hides, and where mail programs put quotations.
 *
 * Inline tags join letters, as a browser does; block tags part lines; a table row is a line whose cells are separated by
 * tabs. Nothing is run or fetched. Source: WHATWG HTML 15.3 (rendering: which elements are blocks, which are hidden).
 */
import { type Handler, Parser, type ParserOptions } from 'htmlparser2';
import type { Place } from '../document/document.ts';
import { hiddenClasses, isHidden, type Look, lookOf, styleAddresses, styleReader, styleText } from './html-style.ts';
import { TextFlow } from './text-flow.ts';

export interface HtmlRead {
  /** Runs in order of place; each place once. */
  readonly runs: readonly { readonly place: Place; readonly text: string }[];
  /** `data:` addresses, in order of appearance. */
  readonly dataAddresses: readonly string[];
}

const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section select summary table tbody textarea tfoot thead caption title ul svg text'.split(
    ' ',
  ),
);
const NEVER_SHOWN = new Set(['template', 'noscript', 'script', 'datalist', 'noframes', 'object', 'audio', 'video']);

/** Attributes that hold words: shown on hovering, to screen readers, or in empty fields. */
const WORDY = new Set(['alt', 'title', 'aria-label', 'placeholder', 'summary', 'label']);

function isKept(attribute: string): boolean {
  return attribute === 'value' || attribute.startsWith('data-');
}

const ADDRESSES = new Set([
  'href',
  'xlink:href',
  'src',
  'background',
  'data',
  'poster',
  'action',
  'formaction',
  'cite',
  'longdesc',
]);

/** How mail programs mark what they quote and the signature. Seen in mail of Gmail, Outlook, Yahoo, Thunderbird, Proton. */
const QUOTES =
  /\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|moz-email-headers-table|divRplyFwdMsg|appendonsend)\b/;
const SIGNATURES =
  /\b(?:gmail_signature|moz-signature|protonmail_signature_block|x_Signature|ms-outlook-mobile-signature)\b|^Signature$/;

interface Open {
  readonly name: string;
  readonly place: Place;
  readonly look: Look;
  readonly verbatim: boolean;
  /** Shown from right to left, letter by letter. */
  readonly backwards: boolean;
}

const OUTERMOST: Open = {
  name: '',
  place: 'body',
  look: { color: '', background: '', hidden: false },
  verbatim: false,
  backwards: false,
};

/** As U+202E and U+202C do, which `normalise` reads as a person would. */
const overridden = (text: string) => (text.trim() === '' ? text : `\u202e${text}\u202c`);

/**
 * What is nested deeper is read as standing side by side, as Chromium shows it: the text is the same, only a place may
 * differ. The parser looks through all that is open at each tag, so a million tags never closed would take minutes.
 */
const MAX_OPEN = 512;

class BoundedParser extends Parser {
  readonly #openNow: () => number;
  #isFull = false;
  #isClosing = false;

  constructor(openNow: () => number, handlers: Partial<Handler>, options: ParserOptions) {
    super(handlers, options);
    this.#openNow = openNow;
  }

  override onopentagname(start: number, end: number): void {
    // Once a tag: the parser asks for it twice, and must hear the same.
    this.#isFull = this.#openNow() >= MAX_OPEN;
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.#isClosing = true;
    super.onclosetag(start, end);
    this.#isClosing = false;
  }

  protected override isVoidElement(name: string): boolean {
    return super.isVoidElement(name) || (this.#isFull && !this.#isClosing);
  }
}

/**
 * Reads a page, or with `mail` the HTML body of a message, where quotations and signatures have places of their own, or
 * with `allAttributes` what is no HTML at all, where any attribute may hold the words.
 */
export function readHtml(html: string, { mail = false, allAttributes = false } = {}): HtmlRead {
  const flows = new Map<Place, TextFlow>();
  const dataAddresses: string[] = [];
  const addresses = new Set<string>();
  const stack: Open[] = [];
  const hidden = hiddenClasses(html);
  const readStyle = styleReader();
  const flow = (place: Place): TextFlow => {
    let found = flows.get(place);
    if (!found) {
      found = new TextFlow();
      flows.set(place, found);
    }
    return found;
  };
  const aside = (place: Place, text: string | undefined) => {
    if (text?.trim()) flow(place).line(text);
  };
  const take = (address: string) => {
    if (!addresses.has(address)) dataAddresses.push(address);
    addresses.add(address);
  };
  /** What an attribute says beside the text of its element. */
  const besides = (name: string, attribute: string, attributes: Readonly<Record<string, string>>, place: Place) => {
    const value = attributes[attribute] ?? '';
    if (WORDY.has(attribute)) aside('hidden', value);
    else if (attribute === 'style' && /data:/i.test(value)) styleAddresses(value).forEach(take);
    else if (attribute === 'srcset' && /^\s*data:/i.test(value)) take(value.trim().split(/\s/, 1)[0] ?? '');
    // A page within the page, which browsers show.
    else if (attribute === 'srcdoc') take(`data:text/html;base64,${Buffer.from(value).toString('base64')}`);
    else if (ADDRESSES.has(attribute) && !addresses.has(value)) {
      addresses.add(value);
      if (/^\s*data:/i.test(value)) dataAddresses.push(value);
      else if (!value.startsWith('#')) aside('annotation', value);
    } else if (attribute === 'value' && name === 'input') aside(attributes.type === 'hidden' ? 'hidden' : place, value);
    else if (attribute === 'content' && name === 'meta' && attributes.name !== 'viewport') {
      aside('property', (attributes.name ?? attributes.property ?? attributes.itemprop) && value);
    } else if (allAttributes && !attribute.startsWith('xmlns')) aside('property', value);
    // What a page keeps for its scripts: ids say nothing, words might.
    else if (isKept(attribute) && /[\s@]/.test(value)) aside('hidden', value);
  };
  const here = () => stack.at(-1) ?? OUTERMOST;

  const parser = new BoundedParser(
    () => stack.length,
    {
      onopentag(name, attributes) {
        const above = here();
        const look = lookOf(name, attributes, above.look, hidden, readStyle);
        const place = placeOf(name, attributes, above.place, NEVER_SHOWN.has(name) || isHidden(look), mail);
        if (place !== above.place && BLOCKS.has(name)) flow(above.place).break();
        const backwards = isBackwards(name, attributes, above.backwards);
        stack.push({ name, place, look, verbatim: above.verbatim || name === 'pre' || name === 'textarea', backwards });

        if (name === 'td' || name === 'th') flow(place).cell();
        else if (name === 'tr') flow(place).row();
        else if (name === 'br') flow(place).lineBreak();
        else if (BLOCKS.has(name)) flow(place).break();

        for (const attribute in attributes) besides(name, attribute, attributes, place);
      },
      ontext(text) {
        const { name, place, verbatim, backwards } = here();
        if (name === 'style') {
          aside('hidden', styleText(text));
          styleAddresses(text).forEach(take);
        } else if (verbatim) flow(place).verbatim(text);
        else flow(place).words(backwards ? overridden(text) : text);
      },
      onclosetag(name) {
        const closed = stack.pop();
        if (!closed) return;
        if (name === 'tr') flow(closed.place).endRow();
        else if (name === 'td' || name === 'th') flow(closed.place).endCell();
        else if (BLOCKS.has(name)) flow(closed.place).break();
      },
      oncomment(text) {
        if (/^\?xml\s/.test(text)) return; // the declaration of a page that is XML
        // Conditional comments hold HTML that some mail programs show.
        const markup = /^\[if[^\]]*\]>([\s\S]*)<!\[endif\]$/.exec(text)?.[1];
        if (markup === undefined) return aside('hidden', text);
        for (const run of markup.includes('<!--[if') ? [] : readHtml(markup, { mail }).runs) aside('hidden', run.text);
      },
      oncdatastart() {
        flow(here().place).break();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeCDATA: true },
  );
  parser.write(html);
  parser.end();

  const runs = [...flows].map(([place, each]) => ({ place, text: each.end() })).filter(({ text }) => text !== '');
  return { runs, dataAddresses };
}

function isBackwards(name: string, attributes: Readonly<Record<string, string>>, above: boolean): boolean {
  if (name === 'bdo') return attributes.dir?.toLowerCase() === 'rtl';
  const { style } = attributes;
  if (!style || !/direction/i.test(style)) return above;
  if (/direction\s*:\s*ltr/i.test(style)) return false;
  return above || (/direction\s*:\s*rtl/i.test(style) && /(?:bidi|isolate)-override/i.test(style));
}

function placeOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
  above: Place,
  isConcealed: boolean,
  mail: boolean,
): Place {
  if (above === 'hidden' || isConcealed) return 'hidden';
  if (name === 'title' && above === 'body') return 'property';
  if (!mail || above === 'quoted') return above;
  if (name === 'blockquote') return 'quoted';
  if (!attributes.class && !attributes.id) return above;
  const marks = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
  if (QUOTES.test(marks)) return 'quoted';
  return SIGNATURES.test(marks.trim()) ? 'signature' : above;
}
