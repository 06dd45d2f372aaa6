/**
 * Where tokens and lines are put while a text is cut: flat arrays, as large as they have to be. Pure.
 */

/** Room for the tokens and the lines of one text. */
export interface Room {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly words: Int32Array;
  readonly flags: Uint8Array;
  readonly marked: Int32Array;
  readonly lines: Int32Array;
  readonly features: Int32Array;
  readonly said: Int32Array;
}

export function roomFor(tokens: number, marks: number, lines: number): Room {
  return {
    starts: new Int32Array(tokens),
    ends: new Int32Array(tokens),
    words: new Int32Array(tokens),
    flags: new Uint8Array(tokens),
    marked: new Int32Array(marks),
    lines: new Int32Array(lines),
    features: new Int32Array(lines),
    said: new Int32Array(lines),
  };
}

/** A text is cut so many characters at a time: the engine makes its best code of what is called often, and for what is
 * called once and runs long it makes it anew each time that it has collected garbage. */
export const PIECE = 1 << 12;

/** At first for 64 K tokens, and as much as was needed since. */
const FIRST_ROOM = (1 << 16) + PIECE;
/** No more is kept: at 29 bytes a token, 8 MB. */
const MOST_ROOM = 4 * FIRST_ROOM;
let kept = roomFor(FIRST_ROOM, FIRST_ROOM, FIRST_ROOM);

/** Room that is there already, until `takenFrom` is called: memory costs a mail more than its words, and a sheet most of all. */
export function roomAtHand(): Room {
  return kept;
}

/** As much of the room as was taken, in memory of its own; the room is kept for the next text. */
export function takenFrom(room: Room, tokens: number, marks: number, lines: number): Room {
  if (room.starts.length > MOST_ROOM) return fitted(room, marks, lines);
  kept = room;
  return copied(room, tokens, marks, lines);
}

/** The same room, or larger where it does not take so many. */
export function withRoom(room: Room, tokens: number, marks: number, lines: number): Room {
  const { starts, marked, lines: begins } = room;
  if (tokens <= starts.length && marks <= marked.length && lines <= begins.length) return room;
  const larger = roomFor(
    Math.max(tokens, 2 * starts.length),
    Math.max(marks, 2 * marked.length),
    Math.max(lines, 2 * begins.length),
  );
  larger.starts.set(starts);
  larger.ends.set(room.ends);
  larger.words.set(room.words);
  larger.flags.set(room.flags);
  larger.marked.set(marked);
  larger.lines.set(begins);
  larger.features.set(room.features);
  larger.said.set(room.said);
  return larger;
}

function fitted(
  { starts, ends, words, flags, marked, lines, features, said }: Room,
  marks: number,
  count: number,
): Room {
  return {
    starts,
    ends,
    words,
    flags,
    marked: marked.subarray(0, marks),
    lines: lines.subarray(0, count),
    features: features.subarray(0, count),
    said: said.subarray(0, count),
  };
}

/** In one piece. */
function copied(room: Room, tokens: number, marks: number, lines: number): Room {
  const buffer = new ArrayBuffer(13 * tokens + 4 * marks + 12 * lines);
  let at = 0;
  const copy = (from: Int32Array, length: number) => {
    const to = new Int32Array(buffer, at, length);
    for (let each = 0; each < length; each++) to[each] = from[each] ?? 0;
    at += 4 * length;
    return to;
  };
  const starts = copy(room.starts, tokens);
  const ends = copy(room.ends, tokens);
  const words = copy(room.words, tokens);
  const marked = copy(room.marked, marks);
  const all = {
    marked,
    lines: copy(room.lines, lines),
    features: copy(room.features, lines),
    said: copy(room.said, lines),
  };
  const flags = new Uint8Array(buffer, at, tokens);
  for (let each = 0; each < tokens; each++) flags[each] = room.flags[each] ?? 0;
  return { starts, ends, words, flags, ...all };
}
