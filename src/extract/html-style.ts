/**
 * Whether HTML shows a text: styles that hide it, and colours in which nobody reads it.
 *
 * Looks at inline styles, the old attributes of HTML mail, and class rules of `<style>` that hide. A guess by design: the
 * hidden text is read all the same, only its place differs.
 */
export interface Look {
  readonly color: string;
  readonly background: string;
  readonly hidden: boolean;
}

type Attributes = Readonly<Record<string, string>>;

const HIDES =
  /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$)|font-size\s*:\s*(?:[01](?:\.\d+)?|\.\d+)\s*(?:px|pt|em|rem|%)?\s*(?:[;!}]|$)|max-(?:height|width)\s*:\s*0|(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(0|inset\((?:100%|50%)))/i;
/** A box of no size, behind which its overflow is hidden. Two looks: as one expression it takes minutes over a hostile style. */
const NO_SIZE = /(?:^|[;{\s])(?:height|width)\s*:\s*0(?:px)?\s*;/i;
const NO_OVERFLOW = /overflow\s*:\s*hidden/i;
const EM_OR_MORE = /font-size\s*:\s*1(?:\.\d+)?\s*(?:em|rem)/i;
const WHITE = new Set(['#fff', '#ffffff', 'white', 'rgb(255,255,255)', '#fefefe', '#fdfdfd']);
const CLEAR = new Set(['transparent', '#0000', 'rgba(0,0,0,0)', 'rgba(255,255,255,0)']);

interface Style {
  readonly hides: boolean;
  readonly color: string | undefined;
  readonly background: string | undefined;
}

/** Reads inline styles; a page has few different ones, each many times. */
export type ReadStyle = (style: string) => Style;

export function styleReader(): ReadStyle {
  const seen = new Map<string, Style>();
  return (style) => {
    let read = seen.get(style);
    if (!read) {
      const background = ruleOf(style, 'background-color') ?? ruleOf(style, 'background');
      read = { hides: hides(style), color: ruleOf(style, 'color'), background };
      seen.set(style, read);
    }
    return read;
  };
}

/** The look that an element has inside one of the look `above`. */
export function lookOf(
  name: string,
  attributes: Attributes,
  above: Look,
  hiddenNames: ReadonlySet<string>,
  readStyle: ReadStyle,
): Look {
  const { style, class: classes, id } = attributes;
  const isNamed = hiddenNames.size > 0 && (classes || id);
  if (!style && !isNamed && attributes.hidden === undefined && !attributes.bgcolor && !attributes.color) return above;
  const own = style ? readStyle(style) : undefined;
  const hidden =
    above.hidden ||
    attributes.hidden !== undefined ||
    own?.hides === true ||
    (hiddenNames.size > 0 && `${classes ?? ''} ${id ?? ''}`.split(/\s+/).some((each) => hiddenNames.has(each)));
  const color = own?.color ?? plain(name === 'font' ? attributes.color : undefined) ?? above.color;
  const background = own?.background ?? plain(attributes.bgcolor) ?? above.background;
  return { color, background, hidden };
}

/** Hidden outright, clear, white on white, or in the colour of its ground. */
export function isHidden({ color, background, hidden }: Look): boolean {
  if (hidden || CLEAR.has(color)) return true;
  if (color === '') return false;
  const ground = background === '' || CLEAR.has(background) ? 'white' : background;
  return color === ground || (WHITE.has(color) && WHITE.has(ground));
}

function hides(style: string): boolean {
  const emptyAt = NO_SIZE.exec(style)?.index;
  if (emptyAt !== undefined && NO_OVERFLOW.test(style.slice(emptyAt))) return true;
  return HIDES.test(style) && (!EM_OR_MORE.test(style) || HIDES.test(style.replace(EM_OR_MORE, '')));
}

const VALUES: Readonly<Record<string, RegExp>> = {
  color: /(?:^|[;\s])color\s*:\s*([^;!]+)/i,
  'background-color': /(?:^|[;\s])background-color\s*:\s*([^;!]+)/i,
  background: /(?:^|[;\s])background\s*:\s*([^;!]+)/i,
};

function ruleOf(style: string, property: string): string | undefined {
  return plain(VALUES[property]?.exec(style)?.[1]);
}

function plain(color: string | undefined): string | undefined {
  return color?.replace(/\s+/g, '').toLowerCase() || undefined;
}

/** Classes and ids that the page's own style sheets hide. Cut at its marks, not matched: pages are hostile and long. */
export function hiddenClasses(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const sheet of html.split(/<style/i).slice(1)) {
    for (const rule of (sheet.split(/<\/style/i, 1)[0] ?? '').split('}')) {
      const brace = rule.indexOf('{');
      if (brace < 0 || !hides(rule.slice(brace + 1))) continue;
      for (const selector of rule.slice(rule.lastIndexOf('>', brace) + 1, brace).split(',')) {
        const name = /^[a-z]*[.#]([\w-]+)$/i.exec(selector.trim())?.[1];
        if (name) names.add(name);
      }
    }
  }
  return names;
}

/** Words in a style sheet: its comments, and the texts that it puts on the page. */
export function styleText(sheet: string): string {
  const found = sheet.matchAll(/\/\*([\s\S]*?)\*\/|content\s*:\s*("[^"]*"|'[^']*')/g);
  return Array.from(found, ([, comment, content]) => comment ?? content?.slice(1, -1) ?? '').join('\n');
}

/** Pictures that a style holds itself. */
export function styleAddresses(style: string): string[] {
  const addresses = style.matchAll(/url\(\s*(?:"(data:[^"]*)"|'(data:[^']*)'|(data:[^)\s]*))/gi);
  return Array.from(addresses, ([, double, single, bare]) => double ?? single ?? bare ?? '');
}
