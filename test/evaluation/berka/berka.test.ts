// A few of Berka's real accounts through the front door: who holds what, what happened, and that twice is harmless.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';
import { BERKA, importBerka, isBerkaHere, runImport, writeSubset } from './berka-subset.ts';

const NOON = '2026-03-02T11:00:00.000Z';
/** Accounts with and without authorised persons, with a card, and two that fell below zero. */
const ACCOUNTS = ['2', '19', '5270', '1583', '9750', '7753'];

const withoutData = (): void => {
  test('Berka is not here: nothing of it was tested, and the command says where it looked', async () => {
    const { code, out } = await runImport(['--mapping', 'test/evaluation/berka/berka.yaml', '--data', 'berka'], {});
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(`berka is not there: ${BERKA}`) });
    expect(out).toContain('set RAPPORT_DATA');
  });
};

const FIELDS = `accounts { id type holders { role } } features { name value } signals { kind level }
  transactions(first: 100) { edges { node {
    transactionId bookedAt version amount { amount } balanceAfter { amount }
  } } }`;
type Node = { transactionId: string; bookedAt: string; version: number; amount: { amount: string } };
type Customer = {
  accounts: { id: string; type: string; holders: { role: string }[] }[];
  features: { name: string; value: string | null }[];
  signals: { kind: string; level: string }[];
  transactions: { edges: { node: Node & { balanceAfter: { amount: string } } }[] };
};

const withData = (): void => {
  let house: TestHouse;
  let folder: string;
  let subset: Awaited<ReturnType<typeof writeSubset>>;

  const importSubset = () => importBerka(house, folder);

  const customer = async (client: string): Promise<Customer> => {
    const id = await customerOf(house, `berka-client-${client}`);
    const query = `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`;
    const { data, errors } = await house.ask<{ customer: Customer }>({ role: 'agent' }, query, { id });
    expect(errors).toEqual([]);
    return data.customer;
  };

  /** Client 2 owns account 2, of which client 3 is an authorised person. */
  const ownTransactions = () => subset.transactions.filter(([, account]) => account === '2');
  const told = async () => (await customer('2')).transactions.edges.map(({ node }) => node);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-berka-'));
    subset = await writeSubset(folder, ACCOUNTS);
    house = await testHouse({ now: NOON });
  }, 60_000);
  afterAll(async () => {
    await house.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('every row is taken, but what has not happened yet', async () => {
    const { code, out } = await importSubset();
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Nothing was rejected.') });
    expect(out).toMatch(new RegExp(`Transaction Posted \\(transactions\\) +${subset.transactions.length} +0 +0 +0`));
    expect(out).toMatch(new RegExp(`identify \\(clients\\) +${subset.clients.length} +0 +0 +0`));
  });

  test('the owner has the account with its transactions, the last of them today, balances in their order', async () => {
    const own = ownTransactions();
    await eventually(async () => expect(await told()).toHaveLength(Math.min(own.length, 100)), { timeoutMs: 10_000 });
    const { accounts, features, transactions } = await customer('2');
    expect(accounts).toEqual([
      { id: 'berka-2', type: 'CURRENT', holders: expect.arrayContaining([{ role: 'OWNER' }, { role: 'AUTHORISED' }]) },
    ]);
    const nodes = transactions.edges.map(({ node }) => node);
    expect(nodes[0]!.bookedAt.slice(0, 10)).toBe(NOON.slice(0, 10));
    // Each balance is the one before it and the amount, but for the file's own rounding.
    for (const [index, node] of nodes.slice(0, -1).entries()) {
      const before = Number(nodes[index + 1]!.balanceAfter.amount);
      expect(Math.abs(before + Number(node.amount.amount) - Number(node.balanceAfter.amount))).toBeLessThanOrEqual(1);
    }
    const latest = features.find(({ name }) => name === 'balance_latest')?.value;
    expect(Number(latest)).toBe(Number(nodes[0]!.balanceAfter.amount));
  });

  test('a loan has its terms and what remains of them, and a card its product and nothing of its number', async () => {
    const fields = `loans {
        id accountId principal { amount currency } outstanding { amount } schedule { dueOn } alreadyPaid
      }
      cards { id accountId type product lastFour status issuedAt }`;
    const asked = async (client: string) => {
      const id = await customerOf(house, `berka-client-${client}`);
      const query = `query ($id: ID!) { customer(id: $id) { ${fields} } }`;
      return (await house.ask<{ customer: unknown }>({ role: 'agent' }, query, { id })).data.customer;
    };
    const loan = { id: 'berka-loan-4959', accountId: 'berka-2', principal: { amount: '80952', currency: 'CZK' } };
    expect(await asked('2')).toEqual({
      // The set says no due dates, and none are made up.
      loans: [{ ...loan, outstanding: { amount: '80952' }, schedule: [], alreadyPaid: null }],
      cards: [],
    });
    const card = { id: 'berka-card-1005', accountId: 'berka-7753', type: 'CREDIT', product: 'classic' };
    expect(await asked('9593')).toMatchObject({
      cards: [{ ...card, lastFour: null, status: 'ACTIVE', issuedAt: null }],
    });
  });

  test('an authorised person holds the account and has no transactions of their own', async () => {
    const { accounts, transactions } = await customer('3');
    expect(accounts.map(({ id }) => id)).toEqual(['berka-2']);
    expect(transactions.edges).toEqual([]);
  });

  test('the same again changes nothing, not even without what the command remembers', async () => {
    expect((await importSubset()).out).toContain('0 calls were taken');
    const before = await told();
    await rm(join(house.dataDir, 'imports/berka/taken.tsv'));
    expect((await importSubset()).out).toMatch(new RegExp(`\\(transactions\\) +${subset.transactions.length} `));
    // What comes behind it has been applied once this one is.
    await correct();
    await eventually(async () => expect((await told()).map(({ version }) => version)).toContain(2), {
      timeoutMs: 15_000,
    });
    const after = await told();
    expect(after.filter(({ version }) => version === 1)).toEqual(
      before.filter(({ transactionId }) => transactionId !== `berka-${correctedId()}`),
    );
    expect(after).toHaveLength(before.length);
  }, 60_000);

  const correctedId = (): string => ownTransactions().at(-1)![0]!;

  /** The last transaction turns out to have been one crown more. */
  const correct = async (): Promise<void> => {
    const file = join(folder, 'trans.csv');
    const last = ownTransactions().at(-1)!;
    const line = last.join(',');
    const amended = last.map((cell, column) => (column === 5 ? String(Number(cell) + 1) : cell)).join(',');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(line);
    await writeFile(file, text.replace(line, amended));
    expect((await importSubset()).out).toMatch(/Transaction Posted \(transactions\) +0 +1 /);
  };
};

if (isBerkaHere) withData();
else withoutData();
