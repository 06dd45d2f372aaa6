/** What addresses and forms of several pages hold. */
import { parse } from 'node:querystring';
import { z } from 'zod';

const UUID = '(^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$)';
/** An id within an address: what is none is no page. */
export const ID = `:id${UUID}`;
/** The account before it, where something of an account has an id of its own. */
export const USER = `:user${UUID}`;

/** What was typed into a form that could not be taken, to stand in it again. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

const typed = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});

export function typedOf(body: unknown): Typed {
  return typed.parse(body ?? {});
}

/** What is not written onto a page, whoever asks. */
const SECRET = /^(?:current|password|repeat|code|secret)$/;

/** What was typed, where it may be shown to who is not signed in any more; null where a secret is among it. */
export function keepable(body: unknown): Typed | null {
  const fields = typedOf(body);
  return Object.keys(fields).some((name) => SECRET.test(name)) ? null : fields;
}

/** One field of it, as a value for `field`. */
export function typedIn(fields: Typed | undefined, name: string): string | undefined {
  const value = fields?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** One box gives a string, several a list. */
export const boxes = z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string()));

/**
 * The fields of a form, with LF for line ends. It comes with CR LF, of which its `maxlength` counts one (HTML, form control
 * infrastructure): what a browser lets somebody type has to fit.
 */
export function formFields(body: string): Record<string, unknown> {
  return parse(body.replaceAll(/%0D%0A/gi, '%0A'), '&', '=', { maxKeys: 0 });
}
