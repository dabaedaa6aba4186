import { parseArgs } from 'node:util';
import { readLocalConfig } from './config.ts';
import { loadSecrets } from './secrets.ts';
import { signToken, TOKEN_ROLES } from './token.ts';

/** `npm run token -- --role agent [--sub cus_…] [--customers cus_…,cus_…]` prints a token and nothing else. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { role: { type: 'string' }, sub: { type: 'string' }, customers: { type: 'string' } },
  });
  const role = TOKEN_ROLES.find((known) => known === values.role);
  if (!role) throw new Error(`--role must be one of ${TOKEN_ROLES.join(', ')}`);
  if (role === 'customer' && !values.sub) throw new Error('a customer needs --sub cus_…: the customer they are');
  const config = readLocalConfig();
  if (config.nodeEnv === 'production') throw new Error('the development issuer is refused in production');
  const { issuerKey } = await loadSecrets(config.dataDir);
  const customers = values.customers?.split(',');
  const now = config.now ?? new Date();
  console.log(await signToken(issuerKey, { role, subject: values.sub, ...(customers ? { customers } : {}), now }));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
