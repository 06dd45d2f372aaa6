/**
 * Labelled files: `LABELLED.jsonl` as `docs/contracts.md` gives it, each read into a Document.
 *
 * Paths are relative to the list. Throws `UsageError` with the list's name and line for what cannot be used.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_CATEGORIES, type BuiltInCategory } from '../../classifiers/finding.ts';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import type { Document } from '../document/document.ts';
import { extract } from '../extract/extract.ts';
import { UsageError } from './errors.ts';

export interface Labelled {
  readonly file: string;
  readonly labels: readonly BuiltInCategory[];
  readonly strictly: boolean;
  readonly document: Document;
}

const line = z.object({
  file: z.string().min(1),
  labels: z.array(z.enum(BUILT_IN_CATEGORIES)),
  strictly: z.boolean().optional(),
});

/** Reads in order, in process: labelled files are our own. */
export async function* readLabelled(list: string): AsyncGenerator<Labelled> {
  for await (const { file, labels, strictly, bytes } of readLabelledBytes(list)) {
    yield { file, labels, strictly, document: await extract(bytes, { name: basename(file) }, DEFAULT_LIMITS) };
  }
}

/** The files of a list as they are, with their labels. */
export async function* readLabelledBytes(
  list: string,
): AsyncGenerator<Omit<Labelled, 'document'> & { readonly bytes: Buffer }> {
  const text = await readFile(list, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${list}: cannot be read`, { cause: error });
  });
  const folder = dirname(list);
  let number = 0;
  for (const written of text.replace(/^\uFEFF/, '').split('\n')) {
    number++;
    if (written.trim() === '') continue;
    const { file, labels, strictly = false } = parse(written, `${list}:${number}`);
    const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
      throw new UsageError(`${list}:${number}: ${file} cannot be read`, { cause: error });
    });
    yield { file, labels, strictly, bytes };
  }
}

function parse(written: string, where: string): z.output<typeof line> {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch (error) {
    throw new UsageError(`${where}: this is no JSON object`, { cause: error });
  }
  const read = line.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(
    `${where}: \`${issue?.path.join('.') ?? ''}\` ${issue?.message.toLowerCase() ?? 'is not valid'}`,
  );
}
