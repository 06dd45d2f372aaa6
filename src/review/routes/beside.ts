/** The pages beside the queue: numbers and records. */
import type { FastifyInstance } from 'fastify';
import type { WebOptions } from '../web.ts';
import { dashboardRoutes } from './dashboard.ts';

export type BesideTools = Pick<WebOptions, 'store' | 'reference' | 'queues' | 'publicUrl'>;

export function besideRoutes(app: FastifyInstance, { store }: BesideTools): void {
  dashboardRoutes(app, store);
}
