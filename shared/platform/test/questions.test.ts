import { answer, notFound, profileOwners, profileResolve } from '@rapport/contracts';
import { type TestNats, testNats } from '@rapport/testkit';
import { asker, connectNats, createLog, type Nats, startAnswers } from '../index.ts';

const log = createLog('test', 'silent');
let server: TestNats;
let nats: Nats;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await testNats();
  nats = await connectNats(server.url, 'test', log);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(async () => {
  await nats.close();
  await server.stop();
});

const answering = (...answers: Parameters<typeof startAnswers>[1]) => stops.push(startAnswers(nats, answers, log).stop);
const contactPointId = 'cp_01h455vb4pex5vsknk084sn02q';

test('a question is answered', async () => {
  answering(answer(profileOwners, async ({ contactPointId: asked }) => ({ customerIds: [`owner of ${asked}`] })));
  expect(await asker(nats, profileOwners)({ contactPointId })).toEqual({ customerIds: [`owner of ${contactPointId}`] });
});

test('silence ends at the deadline, and the asker is told', async () => {
  await expect(asker(nats, { ...profileOwners, deadlineMs: 150 })({ contactPointId })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
});

test('a question that may be retried is asked again until somebody answers', async () => {
  const asking = asker(nats, { ...profileResolve, deadlineMs: 3_000 })({
    sets: [{ identifiers: [{ type: 'USER_ID', value: 'u1' }] }],
  });
  setTimeout(() => answering(answer(profileResolve, async () => ({ customerIds: ['cus_1'] }))), 300);
  expect(await asking).toEqual({ customerIds: ['cus_1'] });
});

test('a refusal comes back as the error that it is, anything else as unavailable', async () => {
  answering(
    answer(profileOwners, async ({ contactPointId: asked }) => {
      throw asked === contactPointId ? notFound('this contact point') : new Error('secret detail');
    }),
  );
  await expect(asker(nats, profileOwners)({ contactPointId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(asker(nats, profileOwners)({ contactPointId: 'other' })).rejects.toThrow(
    /^profile.owners got no answer/,
  );
});

test('a malformed request is refused with the place of the mistake', async () => {
  answering(answer(profileOwners, async () => ({ customerIds: [] })));
  const malformed = asker(nats, profileOwners)({} as never);
  await expect(malformed).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(malformed).rejects.toThrow('contactPointId');
});
