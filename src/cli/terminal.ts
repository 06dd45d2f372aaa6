/**
 * What a person at a terminal reads: subjects, names of files and texts are what anybody may write.
 *
 * Control characters could drive the terminal (clear it, set its title, answer for who sits there), and letters that turn
 * text around could show a name as another. They come out as U+FFFD; JSON needs none of this, since it writes them as
 * escapes or, for the latter, is read by programs.
 */

/** All of Cc but line feed and tab; the embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
const DRIVES = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

export function forTerminal(text: string): string {
  return text.replace(DRIVES, '\uFFFD');
}
