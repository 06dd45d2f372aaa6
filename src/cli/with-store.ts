/** Opens the store of the configuration for the duration of one command. */
import { type Config, loadConfig } from '../config/config.ts';
import { deriveKey, loadSecret } from '../config/secret.ts';
import { openStore, type Store } from '../store/store.ts';

/** Takes the path of `--config`. Throws `ConfigError`, `StoreUnavailableError`, and what `work` throws. */
export async function withStore<Result>(
  file: string | undefined,
  work: (store: Store, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(file);
  const store = await openStore(config, deriveKey(loadSecret(config.dataDir), 'seal'));
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}
