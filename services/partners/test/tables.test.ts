import { tableDifferences } from '@rapport/testkit';
import { storage } from '../src/store/stores.ts';

test('the declared tables and the migrated database are the same', async () => {
  expect(await tableDifferences('partners', storage)).toEqual([]);
});
