/** Opens the store of the configuration for the duration of one command. */
import { type Config, loadConfig } from '../config/config.ts';
import { deriveKey, loadSecret } from '../config/secret.ts';
import { openStore, type Store } from '../store/store.ts';

/**
 * Takes the path of `--config`. `opensSealed`: false for what reads nothing sealed and seals nothing, which works whatever
 * the secret is. Throws `ConfigError`, `WrongSecretError`, `StoreUnavailableError`, and what `work` throws.
 */
export async function withStore<Result>(
  file: string | undefined,
  work: (store: Store, config: Config) => Promise<Result>,
  { opensSealed }: { readonly opensSealed: boolean } = { opensSealed: true },
): Promise<Result> {
  const config = loadConfig(file);
  const store = await openStore(config, deriveKey(loadSecret(config.dataDir), 'seal'));
  try {
    if (opensSealed) await store.secretProof.check();
    return await work(store, config);
  } finally {
    await store.close();
  }
}
