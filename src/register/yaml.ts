/**
 * YAML that a person wrote, read by a zod schema: either the value, or every problem with its line.
 *
 * Register, policy, configuration, rules and scenarios come through here, so that their errors read alike:
 * ``register.yaml:41: people[3].email: expected an e-mail address``.
 */
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A place in a file and what is wrong there. `line` counts from 1. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** A path through the value: keys and indexes. */
export type KeyPath = readonly (string | number)[];

export interface YamlRead<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
  /** The line of a key or entry; of the nearest one above it that exists, where it does not. */
  readonly lineOf: (path: KeyPath) => number;
}

/** Anchors may expand; past this many aliases a file is an attack and no configuration. */
const MAX_ALIASES = 100;

/** Takes the text; an empty file is an empty mapping. Throws nothing. */
export function readYaml<Schema extends z.ZodType>(text: string, schema: Schema): YamlRead<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const lineOf = (path: KeyPath) => lines.linePos(offsetOf(document, path)).line;

  const syntax = document.errors.map(({ pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    message: lower(message),
  }));
  if (syntax.length > 0) return { value: undefined, problems: syntax, lineOf };

  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch (error) {
    return { value: undefined, problems: [{ line: 1, message: lower(String(error)) }], lineOf };
  }
  const result = schema.safeParse(plain);
  if (result.success) return { value: result.data, problems: [], lineOf };
  return { value: undefined, problems: result.error.issues.flatMap((issue) => problemsOf(issue, lineOf)), lineOf };
}

function problemsOf(issue: z.core.$ZodIssue, lineOf: YamlRead<unknown>['lineOf']): Problem[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf([...path, key]),
      message: `unknown key \`${shown([...path, key])}\``,
    }));
  }
  if (path.length === 0 && issue.code === 'invalid_type')
    return [{ line: 1, message: 'expected keys with their values' }];
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const where = path.length > 0 ? `\`${shown(path)}\`: ` : '';
  return [{ line: lineOf(path), message: `${where}${lower(message)}` }];
}

/** `people[3].email` */
function shown(path: KeyPath): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/** One line a problem, each with the file's name. */
export function linesOf(file: string, problems: readonly Problem[]): string {
  return [...problems]
    .sort((a, b) => a.line - b.line)
    .map(({ line, message }) => `${file}:${line}: ${message}`)
    .join('\n');
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: KeyPath): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent) && last !== undefined) {
    const pair = parent.items.find(({ key }) => isNode(key) && String(key) === String(last));
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
  }
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

/** In the grammar of our messages: lower case at the start, no full stop, one line. */
function lower(message: string): string {
  const [first = ''] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}
