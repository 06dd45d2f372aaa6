/**
 * Which matters of one category a part holds: minutes of two bodies are two findings, papers on three cases three.
 *
 * Pure.
 */
import type { BuiltInCategory } from './finding.ts';
import type { Named, NamedHit } from './matters.ts';
import type { PartRead, SegmentRead, Window } from './reading.ts';
import { spanBetween } from './tokens.ts';

/** A window, and what the model says of it. */
export interface Judged {
  readonly window: Window;
  /** Whom and what it concerns stands here: of a table without its remarks, in those too. */
  readonly extent: Window;
  /** The window that this is a view of. What that tells besides goes the same way. */
  readonly around: Window;
  readonly counts: Int32Array;
  /** Of each category, in the order of the registry. */
  readonly confidences: Float64Array;
  /** The same window without its remarks, where it has one (`Window.bare`). */
  readonly bare?: Judged;
  /** Its passages that say something by themselves (`passages.ts`). */
  readonly passages: readonly Judged[];
}

export interface Matter {
  readonly windows: readonly Judged[];
  readonly body: string | null;
  readonly unit: string | null;
  readonly cases: readonly string[];
}

export function mattersIn(part: PartRead, category: BuiltInCategory, holding: readonly Judged[]): Matter[] {
  const unitOf = (windows: readonly Judged[]) => first(windows, 'unit');
  if (category === 'minutes' || category === 'committee-papers' || category === 'declared') {
    // A window that names no body goes on with the one before it.
    const groups = new Map<string | null, Judged[]>();
    const leading = first(holding, 'body');
    let body: string | null = null;
    for (const each of holding) {
      body = first([each], 'body') ?? body ?? leading;
      groups.set(body, [...(groups.get(body) ?? []), each]);
    }
    const all = category === 'declared' ? [[first(holding, 'body'), [...holding]] as const] : [...groups];
    return all.map(([id, windows]) => ({ windows, body: id, unit: unitOf(windows), cases: [] }));
  }
  if (category === 'disciplinary') {
    const refs = new Set(
      holding.flatMap(({ extent }) =>
        namedIn(extent).flatMap(({ named }) => (named.kind === 'case' || named.kind === 'subject' ? [named.ref] : [])),
      ),
    );
    if (refs.size === 0)
      for (const segment of part.segments)
        for (const { named } of segment.named)
          if (named.kind === 'case' || named.kind === 'subject') refs.add(named.ref);
    const matters = [...refs].map((ref): Matter => {
      const own = holding.filter(({ extent }) =>
        namedIn(extent).some(({ named }) => 'ref' in named && named.ref === ref),
      );
      const windows = own.length > 0 ? own : holding;
      return { windows, body: first(windows, 'body'), unit: unitOf(windows), cases: [ref] };
    });
    return matters.length > 0
      ? matters
      : [{ windows: holding, body: first(holding, 'body'), unit: unitOf(holding), cases: [] }];
  }
  // A list of the members of two units is neither unit's.
  return [{ windows: holding, body: first(holding, 'body'), unit: only(holding, 'unit'), cases: [] }];
}

/** The id of the kind that stands first in what heads the windows, then in their text. */
function first(windows: readonly Judged[], kind: 'body' | 'unit'): string | null {
  for (const { extent } of windows) {
    const hit = namedIn(extent).find(({ named }) => named.kind === kind);
    if (hit) return idOf(hit.named);
  }
  return null;
}

/** The id of the kind that is named; null where several are. */
function only(windows: readonly Judged[], kind: 'unit'): string | null {
  const named = windows.flatMap(({ extent }) => namedIn(extent)).filter((hit) => hit.named.kind === kind);
  const ids = new Set(named.map((hit) => idOf(hit.named)));
  return ids.size === 1 ? first(windows, kind) : null;
}

function idOf(named: Named): string | null {
  return 'id' in named ? named.id : null;
}

function namedIn({ heads, stretches }: Window): NamedHit[] {
  return [
    ...heads.filter(({ place }) => place !== 'signature').flatMap((segment: SegmentRead) => segment.named),
    ...stretches.flatMap(({ segment, from, to }) => {
      const { start, end } = spanBetween(segment.tokens, from, to);
      return segment.named.filter((hit) => hit.start >= start && hit.start < end);
    }),
  ];
}
