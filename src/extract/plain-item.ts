/**
 * An item of a book's strings without formatted runs, `<si><t>Petty</t></si>`, as nearly all are; one object is used for all.
 *
 * Source: ECMA-376 part 1, 18.4.8 (si) and 18.4.12 (t). Any other item comes tag by tag.
 */
export class PlainItem {
  /** Where its text stands. */
  from = 0;
  to = 0;
  /** Whether the text has neither entities nor anything that parts lines or cells. */
  isBare = true;

  /** Where the scan goes on behind the item at `tag`; `tag` where no plain item stands there, and then nothing else holds. */
  after(xml: string, tag: number): number {
    if (!xml.startsWith(ITEM, tag)) return tag;
    let from = tag + ITEM.length;
    if (xml.charCodeAt(from) === GREATER) from += 1;
    else if (xml.startsWith(SPACE_KEPT, from)) from += SPACE_KEPT.length;
    else return tag;
    this.isBare = true;
    let at = from;
    for (; at < xml.length; at += 1) {
      const unit = xml.charCodeAt(at);
      if (unit === LESS) break;
      if (unit < 32 || unit === AMPERSAND) this.isBare = false;
    }
    if (!xml.startsWith(ITEM_END, at)) return tag;
    this.from = from;
    this.to = at;
    return at + ITEM_END.length;
  }
}

const [ITEM, SPACE_KEPT, ITEM_END] = ['<si><t', ' xml:space="preserve">', '</t></si>'] as const;
const [AMPERSAND, LESS, GREATER] = [38, 60, 62];
