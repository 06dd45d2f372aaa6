/** What the pages do to shared drives, by the sources of `src/drives/`. */
import { type ActTools, putBack, quarantine, restrict } from '../drives/act.ts';
import { SourceError } from '../drives/source.ts';
import type { DriveActs } from '../review/drives.ts';

export function driveActsOf(tools: ActTools): DriveActs {
  return {
    quarantine: (findingId, by) => quarantine(tools, findingId, by),
    restrict: (findingId, by) => restrict(tools, findingId, by),
    restore: async (file, attested) => {
      try {
        return (await putBack(tools, file, attested)) ? null : 'it is not in the sealed store any more';
      } catch (error) {
        if (error instanceof SourceError) return error.message;
        throw error;
      }
    },
  };
}
