// One message in several wordings: drawn as experimentation would, told to others, and never a second one.
import { customerAliased, decisionMade, flagChanged, messageChanged } from '@rapport/contracts';
import { eventually } from '@rapport/testkit';
import { decision, fresh, type GivenMessaging, startMessaging } from './given-messaging.ts';

const KEY = 'help-message-wording';
const SAID = { plain: 'offene Beträge', warm: 'nicht allein' };
let given: GivenMessaging;
let sequence = 0;

const publishFlag = async (rules: object[]) => {
  sequence += 1;
  const data = { definition: { defaultValue: 'plain', rules } };
  await given.service.publish(flagChanged, { about: KEY, sequence, data });
  await eventually(async () =>
    expect(await given.database.rows('SELECT definition FROM flag_copy WHERE key = $1', [KEY])).toEqual([
      { definition: data.definition },
    ]),
  );
};
/** The experiment, with the share of each wording. */
const rule = (plain: number) => ({
  key: KEY,
  variations: ['plain', 'warm'],
  meta: [{ key: 'plain' }, { key: 'warm' }],
  weights: [plain, 1 - plain],
  hashAttribute: 'id',
  hashVersion: 2,
  seed: 'help-message-wording-1',
});

const help = async (about: string) => {
  const data = decision();
  await given.service.publish(decisionMade, { about, data });
  return eventually(
    async () => {
      const said = await given.service.published(messageChanged, about);
      const mine = said.find((event) => event.data.decisionId === data.decisionId);
      if (!mine) throw new Error('nothing said yet');
      return mine.data;
    },
    { timeoutMs: 10_000 },
  );
};

beforeAll(async () => {
  given = await startMessaging();
});
afterAll(() => given.stop());
beforeEach(() => publishFlag([rule(0.5)]));

test('customers are written to in the wording they draw, and the event says which', async () => {
  const customers = await Promise.all(Array.from({ length: 8 }, () => given.givenCustomer('de-DE')));
  for (const { id } of customers) await given.service.publish(decisionMade, { about: id, data: decision() });
  const rows = await eventually(
    async () => {
      const sent = await given.database.rows(
        `SELECT customer_id AS id, variation_key AS variation, body FROM message
         WHERE customer_id = ANY($1::text[]) AND status = 'SENT' AND experiment_key = $2`,
        [customers.map(({ id }) => id), KEY],
      );
      expect(sent).toHaveLength(customers.length);
      return sent as { id: string; variation: keyof typeof SAID; body: string }[];
    },
    { timeoutMs: 10_000 },
  );
  for (const { variation, body } of rows) expect(body).toContain(SAID[variation]);
  for (const variation of ['plain', 'warm'] as const) {
    const { id } = rows.find((row) => row.variation === variation)!;
    const [said] = await given.service.published(messageChanged, id);
    expect(said!.data).toMatchObject({ status: 'SENT', experiment: { key: KEY, variation } });
  }
});

test('a customer keeps their wording when the shares change and when they are merged with another', async () => {
  await publishFlag([rule(1)]);
  const first = await given.givenCustomer('de-DE');
  expect((await help(first.id)).experiment).toEqual({ key: KEY, variation: 'plain' });
  await publishFlag([rule(0)]);
  expect((await help(first.id)).experiment).toEqual({ key: KEY, variation: 'plain' });
  const other = await given.givenCustomer('de-DE');
  await given.service.publish(customerAliased, { about: first.id, data: { currentCustomerId: other.id } });
  await eventually(async () =>
    expect(await given.database.rows('SELECT FROM customer_alias WHERE origin = $1', [first.id])).toHaveLength(1),
  );
  expect((await help(other.id)).experiment).toEqual({ key: KEY, variation: 'plain' });
  const texts = [...(await given.handset(first.number)), ...(await given.handset(other.number))];
  expect(texts).toHaveLength(3);
  for (const { text } of texts) expect(text).toContain(SAID.plain);
});

test('what waits is worded again when it leaves: what a merged customer was told stands above it', async () => {
  await publishFlag([rule(0)]);
  const waiting = await given.givenCustomer('de-DE');
  given.verdicts.set(waiting.id, {
    allowed: false,
    reasons: ['QUIET_HOURS'],
    nextAllowedAt: '2026-03-02T11:05:00.000Z',
    permit: null,
  });
  await given.service.publish(decisionMade, { about: waiting.id, data: decision() });
  await eventually(async () =>
    expect(await given.conversationOf(waiting.id)).toMatchObject([
      { status: 'HELD', text: expect.stringContaining(SAID.warm) },
    ]),
  );
  await publishFlag([rule(1)]);
  const told = await given.givenCustomer('de-DE');
  expect((await help(told.id)).experiment?.variation).toBe('plain');
  await given.service.publish(customerAliased, { about: waiting.id, data: { currentCustomerId: told.id } });
  await eventually(async () =>
    expect(await given.database.rows('SELECT FROM customer_alias WHERE origin = $1', [waiting.id])).toHaveLength(1),
  );
  given.verdicts.delete(waiting.id);
  await given.database.rows('UPDATE message SET due_at = $2 WHERE customer_id = $1', [waiting.id, new Date(0)]);
  await eventually(async () => expect(await given.handset(waiting.number)).toHaveLength(1));
  expect((await given.handset(waiting.number))[0]!.text).toContain(SAID.plain);
});

test('once the experiment is over everybody gets what the flag says, and nobody takes part', async () => {
  await publishFlag([{ force: 'warm' }]);
  const { id, number } = await given.givenCustomer('de-DE');
  expect(await help(id)).not.toHaveProperty('experiment');
  expect((await given.handset(number))[0]!.text).toContain(SAID.warm);
});

test('a message in one wording only takes part in nothing', async () => {
  const { id } = await given.givenCustomer('de-DE');
  const data = decision('SERVICE', { actionKey: 'talk-to-a-person' });
  await given.service.publish(decisionMade, { about: id, data, id: fresh('evt') });
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).not.toHaveProperty('experiment');
});
