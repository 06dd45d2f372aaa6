/** A process that opens the embedded server of a folder, says so, and uses it until it is killed. */
import { Client } from 'pg';
import { openEmbedded } from '../../src/store/embedded.ts';

const { connection } = await openEmbedded(process.argv[2] ?? '');
const client = new Client({ ...connection });
await client.connect();
process.send?.('open');
