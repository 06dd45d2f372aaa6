/** What addresses and forms of several pages hold. */
import { z } from 'zod';

/** An id within an address. */
export const ID = ':id(^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$)';

/** One box gives a string, several a list. */
export const boxes = z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string()));
