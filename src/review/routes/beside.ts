/** The pages beside the queue: numbers and records. */
import type { FastifyInstance } from 'fastify';
import type { WebOptions } from '../web.ts';
import { auditRoutes } from './audit.ts';
import { dashboardRoutes } from './dashboard.ts';
import { driveRoutes } from './drives.ts';
import { registerRoutes } from './register.ts';
import { reportRoutes } from './reports.ts';
import { ruleRoutes } from './rules.ts';

export type BesideTools = Pick<WebOptions, 'store' | 'reference' | 'registerFile' | 'ownRules' | 'driveActs'>;

export function besideRoutes(app: FastifyInstance, tools: BesideTools): void {
  const { store } = tools;
  dashboardRoutes(app, store);
  reportRoutes(app, store);
  auditRoutes(app, store);
  registerRoutes(app, tools);
  ruleRoutes(app, tools);
  driveRoutes(app, tools);
}
