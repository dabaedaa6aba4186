// What a partner hears, what never reaches them, and what stands recorded of it.
import {
  ACTION_GROUPS,
  type ActionGroup,
  customerAliased,
  customerConsentChanged,
  decisionMade,
  outcomeRecorded,
} from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import { allowedSince, DENIED, fresh, listen, type PartnersUnderTest, startPartners } from './listen.ts';

let partners: PartnersUnderTest;
const lately = (ms: number) => new Date(Date.now() - ms);

beforeAll(async () => {
  partners = await startPartners();
});
afterAll(() => partners.service.stop());

/** A customer says yes or no to sharing, and consent answers accordingly from then on. */
const say = async (id: string, granted: boolean, since: Date, sequence: number) => {
  partners.words.set(id, granted ? allowedSince(since) : DENIED);
  const consents = [{ purpose: 'PARTNER_SHARING' as const, channel: null, granted, since: since.toISOString() }];
  await partners.service.publish(customerConsentChanged, {
    about: id,
    sequence,
    data: { consents, blockedContactPointIds: [] },
  });
};

const decide = (about: string, more: { group?: ActionGroup; actionKey?: string; time?: Date } = {}) => {
  const { time = new Date(), ...own } = { group: 'SAVING' as const, actionKey: 'savings-goal', ...more };
  const data = { ...decisionMade.example, ...own, surface: 'HOME' as const, decisionId: fresh('dec') };
  return partners.service.publish(decisionMade, { about, time, data });
};

const answer = (about: string, outcome: 'ACCEPTED' | 'DISMISSED' | 'SEEN', group?: ActionGroup) =>
  partners.service.publish(outcomeRecorded, {
    about,
    data: { decisionId: fresh('dec'), actionKey: 'savings-goal', outcome, ...(group ? { group } : {}) },
  });

const sharedWith = async (id: string) => {
  const { data, errors } = await partners.service.graph(
    viewerOf('CUSTOMER', id),
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
       sharedWith { partnerName eventCount } } } }`,
    { of: [{ __typename: 'Customer', id }] },
  );
  expect(errors).toEqual([]);
  return (data?.['_entities'] as [{ sharedWith: { partnerName: string; eventCount: number }[] }])[0].sharedWith;
};

test('a partner hears of a grant, of what is offered and answered, then that it is over', async () => {
  const { secret } = await partners.givenPartner();
  const id = fresh('cus');
  const stream = await listen(partners.service.running.url, secret);
  await say(id, true, lately(60_000), 1);
  await stream.until(1);
  await decide(id);
  await stream.until(2);
  await answer(id, 'SEEN', 'SAVING');
  await answer(id, 'ACCEPTED', 'SAVING');
  await stream.until(3);
  await say(id, false, new Date(), 2);
  const heard = await stream.until(4);
  expect(heard.map(({ type, event }) => [type, event.data])).toEqual([
    ['rapport.partner.sharing.granted.v1', { purpose: 'PARTNER_SHARING' }],
    ['rapport.partner.offer.decided.v1', { action: 'savings-goal', surface: 'HOME', channel: 'SMS' }],
    ['rapport.partner.offer.answered.v1', { action: 'savings-goal', answer: 'ACCEPTED' }],
    ['rapport.partner.sharing.withdrawn.v1', { purpose: 'PARTNER_SHARING' }],
  ]);
  const [first] = heard;
  expect(new Set(heard.map(({ event }) => event.subject))).toEqual(new Set([first!.event.subject]));
  expect(first!.event).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^pev_\w{26}$/),
    source: '/rapport/partners',
    type: 'rapport.partner.sharing.granted.v1',
    subject: expect.stringMatching(/^ppid_\w{26}$/),
    time: expect.stringMatching(/Z$/),
    datacontenttype: 'application/json',
    sequence: expect.stringMatching(/^\d+$/),
    dataclassification: 'BEHAVIOURAL',
    data: { purpose: 'PARTNER_SHARING' },
  });
  expect(stream.text()).not.toContain(id);
  stream.leave();
});

test('after a withdrawal nothing comes, and who never agreed is never heard of', async () => {
  const { secret } = await partners.givenPartner();
  const [left, never, marker] = [fresh('cus'), fresh('cus'), fresh('cus')];
  const stream = await listen(partners.service.running.url, secret);
  await say(left, true, lately(60_000), 1);
  await stream.until(1);
  await say(left, false, new Date(), 2);
  await stream.until(2);
  await decide(left);
  await decide(never);
  // Somebody who says no without ever having said yes is not betrayed by that.
  await say(never, false, new Date(), 1);
  await eventually(async () => expect(await waitingOf()).toBe(0));
  await say(marker, true, lately(60_000), 1);
  const heard = await stream.until(3);
  expect(heard.map(({ type }) => type.split('.')[3])).toEqual(['granted', 'withdrawn', 'granted']);
  expect(heard[2]!.event.subject).not.toBe(heard[0]!.event.subject);
  expect(await sharedWith(never)).toEqual([]);
  stream.leave();
});

const waitingOf = async (): Promise<number> => {
  const { data } = await partners.service.graph(
    viewerOf('OPERATOR'),
    '{ partners(first: 100) { edges { node { waitingCount } } } }',
  );
  const { edges } = data?.['partners'] as { edges: { node: { waitingCount: number } }[] };
  return edges.at(-1)!.node.waitingCount;
};

test('of all groups of actions only service, saving and marketing leave the house', async () => {
  const { secret } = await partners.givenPartner();
  const id = fresh('cus');
  partners.words.set(id, allowedSince(lately(60_000)));
  const stream = await listen(partners.service.running.url, secret);
  for (const group of ACTION_GROUPS) await decide(id, { group, actionKey: `a-${group}` });
  // An older decisioning names no group.
  await answer(id, 'ACCEPTED');
  await decide(id, { actionKey: 'last' });
  const actions = (await stream.until(4)).map(({ event }) => (event.data as { action: string }).action);
  expect(actions).toEqual(['a-SERVICE', 'a-SAVING', 'a-MARKETING', 'last']);
  expect(stream.text()).not.toMatch(/HELP|CREDIT|FINANCIAL_STRESS|PROTECTED|repayment/);
  stream.leave();
});

test('a grant opens nothing that happened before it', async () => {
  const { secret } = await partners.givenPartner();
  const id = fresh('cus');
  partners.words.set(id, allowedSince(lately(1_000)));
  await decide(id, { actionKey: 'before', time: lately(60_000) });
  await decide(id, { actionKey: 'after' });
  const stream = await listen(partners.service.running.url, secret);
  const [heard] = await stream.until(1);
  expect(heard!.event.data).toMatchObject({ action: 'after' });
  stream.leave();
});

test('a customer sees to whom what was disclosed, and nobody else without a role does', async () => {
  const { name, secret } = await partners.givenPartner();
  const id = fresh('cus');
  const stream = await listen(partners.service.running.url, secret);
  await say(id, true, lately(60_000), 1);
  await decide(id);
  await stream.until(2);
  expect(await sharedWith(id)).toEqual([{ partnerName: name, eventCount: 2 }]);
  stream.leave();
  // Hearing the same again discloses nothing new.
  const again = await listen(partners.service.running.url, secret);
  await again.until(2);
  expect(await sharedWith(id)).toEqual([{ partnerName: name, eventCount: 2 }]);
  again.leave();
});

test('two partners cannot match a customer, neither by the id nor by the event', async () => {
  const [one, other] = [await partners.givenPartner(), await partners.givenPartner()];
  const id = fresh('cus');
  const [hearsOne, hearsOther] = await Promise.all(
    [one, other].map(({ secret }) => listen(partners.service.running.url, secret)),
  );
  await say(id, true, lately(60_000), 1);
  const [[a], [b]] = await Promise.all([hearsOne!.until(1), hearsOther!.until(1)]);
  expect(a!.event.subject).not.toBe(b!.event.subject);
  expect(a!.event.id).not.toBe(b!.event.id);
  hearsOne!.leave();
  hearsOther!.leave();
});

test('a merged customer stays the one whom the partner knew', async () => {
  const { secret } = await partners.givenPartner();
  const [origin, current] = [fresh('cus'), fresh('cus')];
  const stream = await listen(partners.service.running.url, secret);
  await say(origin, true, lately(60_000), 1);
  const [before] = await stream.until(1);
  partners.words.set(current, allowedSince(lately(60_000)));
  await partners.service.publish(customerAliased, { about: origin, data: { currentCustomerId: current } });
  await eventually(async () => expect(await sharedWith(current)).toHaveLength(1));
  await decide(current);
  const [, after] = await stream.until(2);
  expect(after!.event.subject).toBe(before!.event.subject);
  stream.leave();
});

test('a partner hears what it subscribed to and asked for, and of withdrawals in any case', async () => {
  const { secret } = await partners.givenPartner(['OFFER_ANSWERED', 'OFFER_DECIDED']);
  const id = fresh('cus');
  const url = partners.service.running.url;
  const all = await listen(url, secret);
  const few = await listen(url, secret, { query: '?types=rapport.partner.offer.answered.v1' });
  await say(id, true, lately(60_000), 1);
  await decide(id);
  await answer(id, 'DISMISSED', 'SAVING');
  // Each stream asks consent itself: what one of them has not heard by the withdrawal it never hears.
  await Promise.all([all.until(2), few.until(1)]);
  await say(id, false, new Date(), 2);
  const names = async (stream: typeof all, count: number) =>
    (await stream.until(count)).map(({ type }) => type.split('.')[3]);
  expect(await names(all, 3)).toEqual(['decided', 'answered', 'withdrawn']);
  expect(await names(few, 2)).toEqual(['answered', 'withdrawn']);
  all.leave();
  few.leave();
});

test('while consent is silent nothing leaves and nothing is lost', async () => {
  const { secret } = await partners.givenPartner();
  const [silent, behind] = [fresh('cus'), fresh('cus')];
  partners.words.set(silent, null);
  partners.words.set(behind, allowedSince(lately(60_000)));
  const stream = await listen(partners.service.running.url, secret);
  await decide(silent, { actionKey: 'first' });
  await decide(behind, { actionKey: 'second' });
  await eventually(async () => expect(stream.text().match(/heartbeat/g)?.length).toBeGreaterThan(1), {
    timeoutMs: 12_000,
  });
  expect(stream.heard).toEqual([]);
  partners.words.set(silent, allowedSince(lately(60_000)));
  const actions = (await stream.until(2)).map(({ event }) => (event.data as { action: string }).action);
  expect(actions).toEqual(['first', 'second']);
  stream.leave();
});

test('consent is asked once a batch about each customer, for this partner, reserving nothing', async () => {
  const { id: partner, secret } = await partners.givenPartner();
  const id = fresh('cus');
  partners.words.set(id, allowedSince(lately(60_000)));
  for (let count = 0; count < 10; count += 1) await decide(id);
  await eventually(async () => expect(await waitingOf()).toBe(10));
  const stream = await listen(partners.service.running.url, secret);
  await stream.until(10);
  const asked = partners.asked.filter(({ customerId }) => customerId === id);
  expect(asked).toEqual([
    { customerId: id, contactPointId: null, purpose: 'PARTNER_SHARING', topic: null, partner, reserve: false },
  ]);
  stream.leave();
});
