/**
 * Pictures of a PDF, for OCR: pages that are pictures as a whole, and pictures that stand on pages with text of their own,
 * such as a screenshot of a list.
 *
 * Each is drawn as the page shows it, whatever its coding, turn and mask. One that stands on many pages (a letterhead) is
 * read once.
 */
import { createHash } from 'node:crypto';
import type { Pdfium } from './pdfium.ts';

/** A rectangle of a page, in points, as PDFium gives it: the y axis points up. */
export interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** What is to be drawn and read: a page, or a picture on it. */
export interface Picture {
  readonly page: number;
  readonly area?: Area;
  /** Its size in pages of A4; endless for a page without text, which goes before any picture beside text. */
  readonly share: number;
}

/** Resolution for OCR: print of 10 points is then 28 pixels high. */
const OCR_DOTS_PER_INCH = 200;
/** A page larger than this is drawn smaller: 50 million pixels are a poster. */
const MAX_PIXELS = 50_000_000;

/** Below this, in points, no line of words fits: rules, bullets, icons. */
const [LEAST_WIDTH, LEAST_HEIGHT] = [72, 18];
/** A picture that covers so much of a page, beside no more text than a stamp or a page number, is the page. */
const [WHOLE_PAGE_SHARE, STAMP_CHARACTERS] = [0.5, 100];
/** In square points. */
const A4_AREA = 595 * 842;
/** Letters turned into drawings have some twenty lines and curves each; beside no more text than a stamp, they are the page. */
const OUTLINES = 400;
/** Rules and boxes have fewer. */
const LEAST_OUTLINE = 6;
/** A picture that comes again so much larger may show words that could not be read before. */
const MUCH_LARGER = 2;
/** Object types of fpdf_edit.h. */
const [PATH, IMAGE, FORM] = [2, 3, 5];
/** Forms may hold forms; a ring of them is PDFium's to refuse. What lies deeper is taken for a picture as it is drawn. */
const MAX_NESTING = 10;

/** A page of which nothing but how it looks is known. */
export function wholePage(page: number): Picture {
  return { page, share: Number.POSITIVE_INFINITY };
}

/** Finds what on one loaded page is to be read by OCR. `seen` has the pictures of the pages before, and how large each was. */
export function picturesOf(
  lib: Pdfium,
  page: number,
  index: number,
  text: string,
  seen: Map<string, number>,
): Picture[] {
  const objects = lib.call('FPDFPage_CountObjects', page);
  if (objects <= 0) return [];
  const words = text.replace(/\s+/g, '').length;
  if (words === 0 || (words <= STAMP_CHARACTERS && outlinesOf(lib, page) >= OUTLINES)) return [wholePage(index)];

  const found: Picture[] = [];
  const drawings = new Set<number>();
  const pageArea = lib.call('FPDF_GetPageWidth', page) * lib.call('FPDF_GetPageHeight', page);
  for (const { image, outermost } of imagesOf(lib, page)) {
    const area = boundsOf(lib, outermost);
    if (!area) continue;
    const [width, height] = [area.right - area.left, area.top - area.bottom];
    if (width < LEAST_WIDTH || height < LEAST_HEIGHT) continue;
    if (words <= STAMP_CHARACTERS && width * height >= pageArea * WHOLE_PAGE_SHARE) return [wholePage(index)];
    const key = identity(lib, image);
    const share = (width * height) / A4_AREA;
    if (share < (seen.get(key) ?? 0) * MUCH_LARGER) continue;
    seen.set(key, share);
    // A drawing of many pictures, such as a chart, is one.
    if (drawings.has(outermost)) continue;
    drawings.add(outermost);
    found.push({ page: index, area, share });
  }
  return found;
}

/** An image with the object of the page that it stands in: bounds inside a form are in the form's own space. */
function* imagesOf(lib: Pdfium, page: number): Generator<{ readonly image: number; readonly outermost: number }> {
  for (const { type, object, outermost } of objectsOf(lib, page)) {
    if (type === IMAGE || type === FORM) yield { image: object, outermost };
  }
}

/** Lines and curves of what is drawn on a page, but for rules and boxes. */
function outlinesOf(lib: Pdfium, page: number): number {
  let outlines = 0;
  for (const { type, object } of objectsOf(lib, page)) {
    const segments = type === PATH ? lib.call('FPDFPath_CountSegments', object) : 0;
    if (segments >= LEAST_OUTLINE) outlines += segments;
  }
  return outlines;
}

interface Drawn {
  readonly type: number;
  readonly object: number;
  readonly outermost: number;
}

/** All objects of a page, those of forms in their place; a form itself only where what it holds lies too deep. */
function* objectsOf(lib: Pdfium, page: number): Generator<Drawn> {
  const count = lib.call('FPDFPage_CountObjects', page);
  for (let at = 0; at < count; at += 1) {
    const outermost = lib.call('FPDFPage_GetObject', page, at);
    for (const each of objectsIn(lib, outermost, 0)) yield { ...each, outermost };
  }
}

function* objectsIn(lib: Pdfium, object: number, depth: number): Generator<Omit<Drawn, 'outermost'>> {
  const type = lib.call('FPDFPageObj_GetType', object);
  if (type !== FORM || depth >= MAX_NESTING) {
    yield { type, object };
    return;
  }
  const count = lib.call('FPDFFormObj_CountObjects', object);
  for (let at = 0; at < count; at += 1) yield* objectsIn(lib, lib.call('FPDFFormObj_GetObject', object, at), depth + 1);
}

function boundsOf(lib: Pdfium, object: number): Area | undefined {
  const address = lib.allocate(16);
  try {
    const told = lib.call('FPDFPageObj_GetBounds', object, address, address + 4, address + 8, address + 12);
    if (!told) return undefined;
    const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(lib.heap().slice(address, address + 16).buffer);
    return { left, bottom, right, top };
  } finally {
    lib.free(address);
  }
}

/** The same bytes are the same picture. */
function identity(lib: Pdfium, image: number): string {
  const size = lib.call('FPDFImageObj_GetImageDataRaw', image, 0, 0);
  if (size <= 0) return `at ${image}`;
  const address = lib.allocate(size);
  try {
    lib.call('FPDFImageObj_GetImageDataRaw', image, address, size);
    return createHash('sha256')
      .update(lib.heap().subarray(address, address + size))
      .digest('hex');
  } finally {
    lib.free(address);
  }
}

const GRAY = 1;
const ANNOTATIONS_TOO = 1;
const WHITE = 0xffffffff;

/** A page, or an area of it, as a grey pixel map (Netpbm P5). */
export function drawn(lib: Pdfium, document: number, { page: index, area }: Picture): Buffer {
  const page = lib.call('FPDF_LoadPage', document, index);
  const size = (name: string) => Math.max(1, lib.call(name, page));
  const [wide, high] = [size('FPDF_GetPageWidth'), size('FPDF_GetPageHeight')];
  const scale = Math.min(OCR_DOTS_PER_INCH / 72, Math.sqrt(MAX_PIXELS / (wide * high)));
  const [pageWidth, pageHeight] = [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale))];
  const { x, y, width, height } = area
    ? onBitmap(lib, page, area, pageWidth, pageHeight)
    : { x: 0, y: 0, width: pageWidth, height: pageHeight };
  const bitmap = lib.call('FPDFBitmap_CreateEx', width, height, GRAY, 0, 0);
  try {
    lib.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, WHITE);
    lib.call('FPDF_RenderPageBitmap', bitmap, page, -x, -y, pageWidth, pageHeight, 0, ANNOTATIONS_TOO);
    const from = lib.call('FPDFBitmap_GetBuffer', bitmap);
    const stride = lib.call('FPDFBitmap_GetStride', bitmap);
    const rows = Array.from({ length: height }, (_, row) =>
      lib.heap().slice(from + row * stride, from + row * stride + width),
    );
    return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), ...rows]);
  } finally {
    lib.call('FPDFBitmap_Destroy', bitmap);
    lib.call('FPDF_ClosePage', page);
  }
}

interface Pixels {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an area lies on the drawn page, with turn and crop box taken into account; no larger than the page. */
export function onBitmap(lib: Pdfium, page: number, area: Area, pageWidth: number, pageHeight: number): Pixels {
  const address = lib.allocate(8);
  const point = (pageX: number, pageY: number) => {
    lib.call('FPDF_PageToDevice', page, 0, 0, pageWidth, pageHeight, 0, pageX, pageY, address, address + 4);
    const [x = 0, y = 0] = new Int32Array(lib.heap().slice(address, address + 8).buffer);
    return [Math.min(Math.max(x, 0), pageWidth), Math.min(Math.max(y, 0), pageHeight)] as const;
  };
  try {
    const [[ax, ay], [bx, by]] = [point(area.left, area.bottom), point(area.right, area.top)];
    const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
    return { x, y, width: Math.max(1, Math.abs(bx - ax)), height: Math.max(1, Math.abs(by - ay)) };
  } finally {
    lib.free(address);
  }
}
