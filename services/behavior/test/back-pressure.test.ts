// While calls come in faster than they are read, senders are told to wait; what was taken is never lost.

import { customerSensed, profileResolve } from '@rapport/contracts';
import { eventually, type TestService } from '@rapport/testkit';
import { type Answer, fresh, outsideOf, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send } = outsideOf(() => behavior);
const view = (n: number) => ({ type: 'track', userId: 'u-1', event: 'Button Pressed', messageId: `m-${n}` });

beforeAll(async () => {
  behavior = await startBehavior({ INGEST_PENDING_MAX: '3' });
});
afterAll(() => behavior.stop());

test('over the bound a sender is told when to come back; when the readers have caught up, it is taken', async () => {
  // Nobody says who u-1 is, so nothing can be read.
  const taken: number[] = [];
  const refusedOf = async (n: number): Promise<Answer | null> => {
    const answer = await send('/v1/track', view(n));
    if (answer.status === 200) taken.push(n);
    return answer.status === 200 ? null : answer;
  };
  let counter = 0;
  const refused = await eventually(
    async () => {
      counter += 1;
      const answer = await refusedOf(counter);
      if (!answer) throw new Error('not yet');
      return answer;
    },
    { everyMs: 50, timeoutMs: 10_000 },
  );
  expect(refused).toMatchObject({ status: 429, body: { success: false, code: 'RATE_LIMITED', rejected: [] } });
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(10);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused.headers.get('x-ratelimit-reset')).toBe(String(seconds));

  // What puts nothing on the stream is judged all the same.
  expect((await send('/v1/track', { type: 'track', event: 'Nobody' })).status).toBe(400);

  const id = fresh();
  behavior.answers(profileResolve, ({ sets }) => ({ customerIds: sets.map(() => id) }));
  await eventually(async () => expect(await refusedOf(0)).toBeNull(), { timeoutMs: 15_000, everyMs: 200 });
  await eventually(
    async () => {
      const events = await behavior.published(customerSensed, id);
      const messageIds = events.flatMap(({ data }) => data.factIds);
      expect(messageIds).toHaveLength(taken.length);
    },
    { timeoutMs: 15_000 },
  );
}, 40_000);

test('a stream that is full refuses, and the sender is told to come back', async () => {
  const manager = await behavior.nats.jetstreamManager();
  await manager.streams.update('INGEST', { max_bytes: 1 });
  const refused = await send('/v1/track', view(1_001));
  expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  expect(refused.headers.get('retry-after')).toBe('10');
  await manager.streams.update('INGEST', { max_bytes: 64 * 1_048_576 });
  expect((await send('/v1/track', view(1_001))).status).toBe(200);
});
