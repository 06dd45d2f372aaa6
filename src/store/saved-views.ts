/** Views of the queue that reviewers saved: a name for a query, their own or shared with all. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './database.ts';
import { available } from './errors.ts';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** As it stands in the address of the page. */
  readonly query: string;
  readonly isShared: boolean;
  readonly owner: string;
  readonly isMine: boolean;
}

export interface SavedViews {
  /** One's own and the shared ones, by name. */
  readonly list: (userId: string) => Promise<readonly SavedView[]>;
  /** One of the same name is replaced. */
  readonly save: (userId: string, view: Pick<SavedView, 'name' | 'query' | 'isShared'>) => Promise<string>;
  readonly remove: (userId: string, id: string) => Promise<boolean>;
}

export function savedViewsOf(db: Db): SavedViews {
  return {
    list: async (userId) => {
      const { rows } = await available(
        sql<SavedView>`
          select saved_views.id, saved_views.name, query, is_shared as "isShared", users.name as owner,
            user_id = ${userId}::uuid as "isMine"
          from saved_views join users on users.id = user_id
          where user_id = ${userId} or is_shared order by lower(saved_views.name), saved_views.id
        `.execute(db),
      );
      return rows;
    },
    save: async (userId, { name, query, isShared }) => {
      const { rows } = await available(
        sql<{ id: string }>`
          insert into saved_views (id, user_id, name, query, is_shared)
          values (${uuidv7()}, ${userId}, ${name}, ${query}, ${isShared})
          on conflict (user_id, name) do update set query = excluded.query, is_shared = excluded.is_shared
          returning id
        `.execute(db),
      );
      return rows[0]?.id ?? '';
    },
    remove: async (userId, id) => {
      const { rows } = await available(
        sql`delete from saved_views where id = ${id} and user_id = ${userId} returning id`.execute(db),
      );
      return rows.length > 0;
    },
  };
}
