/**
 * The characters with which a match of an expression may begin, told from its source: a text that begins with another need
 * not be shown to it. For expressions that are anchored at their beginning.
 *
 * Only ASCII is told apart; any other character may begin anything. What is not understood may begin with anything too.
 * Pure.
 */

/** Characters below this are told apart. */
const TOLD_APART = 0x80;

/** By UTF-16 unit below `TOLD_APART`: whether a match may begin with it. */
type Beginnings = Uint8Array;

/** The beginnings of some part of an expression, and whether it may be nothing at all. */
interface Part {
  readonly units: Beginnings;
  readonly mayBeEmpty: boolean;
}

/** One for each unit with which a match of the expression may begin. */
export function beginningsOf(expression: RegExp): Uint8Array {
  const { units, mayBeEmpty } = new Reader(expression.source).alternatives();
  if (mayBeEmpty) return all();
  if (!expression.ignoreCase) return units;
  return units.map((_may, unit) => {
    const character = String.fromCharCode(unit);
    return (units[character.toLowerCase().charCodeAt(0)] ?? 0) | (units[character.toUpperCase().charCodeAt(0)] ?? 0);
  });
}

/** Whether a match may begin with what `text` begins with. */
export function mayBegin(beginnings: Uint8Array, text: string): boolean {
  const unit = text.charCodeAt(0);
  return !(unit < TOLD_APART) || beginnings[unit] === 1;
}

function all(): Beginnings {
  return new Uint8Array(TOLD_APART).fill(1);
}

function those(expression: RegExp): Beginnings {
  return new Uint8Array(TOLD_APART).map((_may, unit) => (expression.test(String.fromCharCode(unit)) ? 1 : 0));
}

const NOTHING: Part = { units: new Uint8Array(TOLD_APART), mayBeEmpty: true };

/** Reads the notation of an expression from left to right. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end of the group or of the source. */
  alternatives(): Part {
    const units = new Uint8Array(TOLD_APART);
    let mayBeEmpty = false;
    for (;;) {
      const part = this.#sequence();
      for (let unit = 0; unit < TOLD_APART; unit++) if (part.units[unit]) units[unit] = 1;
      mayBeEmpty ||= part.mayBeEmpty;
      if (this.#source[this.#at] !== '|') return { units, mayBeEmpty };
      this.#at++;
    }
  }

  #sequence(): Part {
    const units = new Uint8Array(TOLD_APART);
    let mayBeEmpty = true;
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const part = this.#quantified();
      if (mayBeEmpty) for (let unit = 0; unit < TOLD_APART; unit++) if (part.units[unit]) units[unit] = 1;
      mayBeEmpty &&= part.mayBeEmpty;
    }
    return { units, mayBeEmpty };
  }

  #quantified(): Part {
    const part = this.#one();
    const [quantifier] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at)) ?? [''];
    this.#at += quantifier.length;
    return /^(?:[?*]|\{0)/.test(quantifier) ? { ...part, mayBeEmpty: true } : part;
  }

  #one(): Part {
    const rest = this.#source.slice(this.#at);
    const [around] = /^\(\?<?[=!]/.exec(rest) ?? [''];
    const [group] = /^\((?:\?(?::|<\w+>))?/.exec(rest) ?? [''];
    if (around || group) {
      this.#at += (around || group).length;
      const part = this.alternatives();
      this.#at++;
      // What must or must not stand there takes no character away.
      return around ? NOTHING : part;
    }
    const [one = ''] =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\x[\da-f]{2}|\\u[\da-f]{4}|\\.|[^\\])/is.exec(rest) ?? [];
    this.#at += one.length;
    if (one === '^' || one === '$' || one === '\\b' || one === '\\B') return NOTHING;
    const isProperty = one.includes('\\p') || one.includes('\\P');
    return { units: those(new RegExp(`^${one}`, isProperty ? 'us' : 's')), mayBeEmpty: false };
  }
}
