/**
 * A Redis database of its own for each site: queues have the same names everywhere, so that two test files on one
 * database would take each other's jobs.
 */
import { Redis } from 'ioredis';
import { inject } from 'vitest';

export const REDIS_DATABASES = 1_000;

/** The server itself counts, in its database 0, because test files run in processes of their own. */
export async function testRedisUrl(): Promise<string> {
  const url = inject('redisUrl');
  const redis = new Redis(url);
  const number = await redis.incr('databases-given');
  await redis.quit();
  return `${url}/${number}`;
}
