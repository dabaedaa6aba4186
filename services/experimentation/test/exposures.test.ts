// Exposures: met once, recorded once, whatever is delivered again; and the flags that others draw the same lots from.
import { customerAliased, exposureRecorded, flagChanged, makeId, messageChanged } from '@rapport/contracts';
import { eventually, type TestService, testService, viewerOf } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);
const EXPERIMENT = 'help-message-wording';
let experimentation: TestService;
let counter = 100;
const fresh = (prefix: 'cus' | 'msg' | 'evt' = 'cus') =>
  makeId(prefix, new Date(NOON), new Uint8Array(10).fill((counter += 1)));

beforeAll(async () => {
  experimentation = await testService('experimentation', start, storage, {
    CLOCK_OFFSET_MS: String(NOON - Date.now()),
  });
});
afterAll(() => experimentation.stop());

type Own = { status?: 'SENT' | 'DELIVERED' | 'FAILED' | 'UNKNOWN' | 'SUPPRESSED'; variation?: string | null };

const message = ({ status = 'SENT', variation = 'warm' }: Own = {}) => ({
  messageId: fresh('msg'),
  decisionId: null,
  contactPointId: null,
  channel: 'SMS' as const,
  purpose: 'SERVICE' as const,
  status,
  reasons: [],
  permitId: null,
  ...(variation === null ? {} : { experiment: { key: EXPERIMENT, variation } }),
});

type Standing = { variationKey: string; exposedAt: string | null; exposedVariationKey: string | null };

const standingOf = async (id: string): Promise<Standing> => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
    assignments { variationKey exposedAt exposedVariationKey } } } }`;
  const of = [{ __typename: 'Customer', id }];
  const { data, errors } = await experimentation.graph(viewerOf('ANALYST'), query, { of });
  expect(errors).toEqual([]);
  const [customer] = data?.['_entities'] as [{ assignments: [Standing] }];
  return customer.assignments[0];
};

/** Everything before this is applied once this customer's exposure is: events of a stream are taken in order. */
const settled = async (): Promise<void> => {
  const about = fresh();
  await experimentation.publish(messageChanged, { about, data: message() });
  await experimentation.published(exposureRecorded, about);
};

test('a message that went out in drawn words is an exposure, at the time it went out', async () => {
  const about = fresh();
  expect(await standingOf(about)).toMatchObject({ exposedAt: null, exposedVariationKey: null });
  const time = new Date(NOON - 60_000);
  await experimentation.publish(messageChanged, { about, time, data: message({ variation: 'plain' }) });
  const [exposure] = await experimentation.published(exposureRecorded, about);
  expect(exposure).toMatchObject({ time, data: { experimentKey: EXPERIMENT, variationKey: 'plain' } });
  expect(await standingOf(about)).toMatchObject({ exposedAt: time.toISOString(), exposedVariationKey: 'plain' });
});

test('an exposure is recorded once, however many messages say so and however often each is delivered', async () => {
  const about = fresh();
  const id = fresh('evt');
  const data = message();
  await experimentation.publish(messageChanged, { about, id, data });
  await experimentation.published(exposureRecorded, about);
  // Once more, past the stream's own memory of message ids; then two more of the same variation, at the same moment.
  const time = new Date(NOON).toISOString();
  const envelope = {
    specversion: '1.0',
    id,
    source: '/rapport/messaging',
    type: messageChanged.type,
    subject: about,
    time,
    recordedtime: time,
    sequence: '1',
    correlationid: id,
    dataclassification: messageChanged.dataClass,
    datacontenttype: 'application/json',
    data,
  };
  await experimentation.nats.jetstream().publish(`${messageChanged.subject}.${about}`, JSON.stringify(envelope));
  await Promise.all(
    [message(), message({ status: 'DELIVERED' })].map((again) =>
      experimentation.publish(messageChanged, { about, data: again }),
    ),
  );
  await settled();
  expect(await experimentation.published(exposureRecorded, about)).toHaveLength(1);
});

test('what did not go out, may not have gone out or was in words of no experiment is no exposure', async () => {
  const about = fresh();
  const cases: Own[] = [
    { status: 'SUPPRESSED' },
    { status: 'FAILED' },
    { status: 'UNKNOWN' },
    { status: 'SENT', variation: null },
  ];
  for (const own of cases) await experimentation.publish(messageChanged, { about, data: message(own) });
  await settled();
  expect(await standingOf(about)).toMatchObject({ exposedAt: null, exposedVariationKey: null });
});

test('after a merge the same variation is not met again, and what was met first stays', async () => {
  const [origin, current] = [fresh(), fresh()];
  await experimentation.publish(messageChanged, { about: origin, data: message({ variation: 'plain' }) });
  await experimentation.published(exposureRecorded, origin);
  await experimentation.publish(customerAliased, { about: origin, data: { currentCustomerId: current } });
  await eventually(async () => expect((await standingOf(current)).exposedVariationKey).toBe('plain'));
  await experimentation.publish(messageChanged, { about: current, data: message({ variation: 'plain' }) });
  await experimentation.publish(messageChanged, { about: current, data: message({ variation: 'warm' }) });
  const recorded = await experimentation.published(exposureRecorded, current);
  expect(recorded.map(({ data }) => data.variationKey)).toEqual(['warm']);
  expect(await standingOf(current)).toMatchObject({ exposedVariationKey: 'plain' });
});

test('every flag is published once with its definition, so that others draw the same lots', async () => {
  const [wording] = await experimentation.published(flagChanged, EXPERIMENT);
  expect(wording!.data.definition).toMatchObject({
    defaultValue: 'plain',
    rules: [{ key: EXPERIMENT, variations: ['plain', 'warm'], hashVersion: 2, seed: 'help-message-wording-1' }],
  });
  const [insights, ...more] = await experimentation.published(flagChanged, 'spending-insights');
  expect([insights!.data.definition, more]).toEqual([{ defaultValue: true }, []]);
});

/** Known answers; messaging's own test has the same, so that the two cannot come to draw different lots. */
const LOTS = [
  ['cus_01h455vb4pex5vsknk084sn02q', 'warm'],
  ['cus_01h455vb4pex5vsknk084sn02r', 'plain'],
  ['cus_01h455vb4pex5vsknk084sn02s', 'warm'],
  ['cus_01h455vb4pex5vsknk084sn02t', 'warm'],
  ['cus_01h455vb4pex5vsknk084sn02v', 'plain'],
  ['cus_01h455vb4pex5vsknk084sn02w', 'plain'],
] as const;

test.each(LOTS)('%s draws %s', async (id, variationKey) => {
  expect((await standingOf(id)).variationKey).toBe(variationKey);
});
