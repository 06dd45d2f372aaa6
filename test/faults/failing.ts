import { StoreUnavailableError } from '../../src/store/errors.ts';

/** Makes repositories whose n-th call, counted over all of them, fails once: before the database did it, or after. */
export function failingAt(
  n: number,
  when: 'before' | 'after' = 'before',
): <Repository extends object>(repository: Repository) => Repository {
  let calls = 0;
  return (repository) =>
    new Proxy(repository, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          const fails = calls === n;
          if (fails && when === 'before') throw new StoreUnavailableError(null);
          const result: unknown = await Reflect.apply(method, target, args);
          if (fails) throw new StoreUnavailableError(null);
          return result;
        };
      },
    });
}
