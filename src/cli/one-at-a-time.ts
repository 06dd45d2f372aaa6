/** Work that is asked for again and again, and of which only the last counts. */

/**
 * Gives what asks for `work`: one runs at a time, and one more after it where it was asked for meanwhile, however often. So
 * what is read last is put in place last. What it throws goes to `failed`.
 */
export function oneAtATime(work: () => Promise<unknown>, failed: (error: unknown) => void): () => void {
  let isAsked = false;
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work().catch(failed);
    }
    isRunning = false;
  }

  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
