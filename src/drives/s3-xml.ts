/** What is read of S3's answers. Source: Amazon S3 API, ListBucketResult and AccessControlPolicy. */
import { SaxesParser } from 'saxes';
import { SourceError } from './source.ts';

export interface ListedObject {
  readonly key: string;
  readonly etag: string;
  readonly lastModified: string;
  readonly sizeBytes: number;
}

/** Who may read: an id, or the URI of a group. */
export interface Grant {
  readonly reader: string;
  readonly isOwner: boolean;
}

/** Throws `SourceError` for what is no XML. Keys are given as they are, also by a server that was asked to encode them. */
export function pageIn(xml: string): { readonly objects: readonly ListedObject[]; readonly isTruncated: boolean } {
  const objects: ListedObject[] = [];
  let isTruncated = false;
  let isEncoded = false;
  for (const { path, texts } of elementsOf(xml)) {
    if (path === 'ListBucketResult/Contents') {
      const { Key: key = '', ETag: etag = '', LastModified: lastModified = '', Size: size = '0' } = texts;
      objects.push({ key, etag, lastModified, sizeBytes: Number(size) });
    }
    if (path === 'ListBucketResult') {
      isTruncated = texts.IsTruncated === 'true';
      isEncoded = texts.EncodingType === 'url';
    }
  }
  if (!isEncoded) return { objects, isTruncated };
  return { objects: objects.map((object) => ({ ...object, key: decoded(object.key) })), isTruncated };
}

/** As in a form: some servers write a blank as a plus sign. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (error) {
    throw new SourceError('unreachable', 'the server names an object in no UTF-8', error);
  }
}

export function grantsIn(xml: string): readonly Grant[] {
  const grants: Grant[] = [];
  let grantee = '';
  for (const { path, texts } of elementsOf(xml)) {
    if (path === 'AccessControlPolicy/Owner' && texts.ID) grants.push({ reader: texts.ID, isOwner: true });
    if (path.endsWith('/Grant/Grantee')) grantee = texts.URI ?? texts.ID ?? '';
    if (path.endsWith('/Grant') && grantee && /^(?:READ|FULL_CONTROL)$/.test(texts.Permission ?? '')) {
      grants.push({ reader: grantee, isOwner: false });
    }
  }
  return grants;
}

interface Element {
  readonly path: string;
  /** Texts of its children, by name. */
  readonly texts: Record<string, string>;
}

/** Every element as it ends. A page holds a thousand objects, so that whole is small. */
function elementsOf(xml: string): Element[] {
  const ended: Element[] = [];
  const open: { readonly name: string; readonly texts: Record<string, string>; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => void open.push({ name, texts: {}, text: '' }));
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => {
    const path = open.map(({ name }) => name).join('/');
    const element = open.pop();
    const parent = open.at(-1);
    if (!element) return;
    if (parent) parent.texts[element.name] = element.text;
    ended.push({ path, texts: element.texts });
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw new SourceError('unreachable', 'the server answers what is no XML', error);
  }
  return ended;
}
