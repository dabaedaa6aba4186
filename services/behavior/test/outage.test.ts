// What senders are told while the stream cannot take their calls.
import { connectNats, createLog, provision } from '@rapport/platform';
import { eventually, testNats } from '@rapport/testkit';
import { outsideOf, startBehavior } from './behavior-setup.ts';

const view = { type: 'track', anonymousId: 'anon-1', event: 'Button Pressed' };

test('while NATS is down the sender is told to come again, and then is taken', async () => {
  const nats = await testNats();
  const connection = await connectNats(nats.url, 'test', createLog('test', 'silent'));
  await provision(connection, { bytesMax: 64 * 1_048_576 });
  await connection.close();
  const other = await startBehavior({ NATS_URL: nats.url });
  const outside = outsideOf(() => other);
  await nats.kill();
  const refused = await outside.send('/v1/track', view);
  expect(refused).toMatchObject({ status: 503, body: { success: false, code: 'UNAVAILABLE' } });
  expect(refused.headers.get('retry-after')).toBe('5');
  await nats.start();
  await eventually(async () => expect((await outside.send('/v1/track', view)).status).toBe(200), { timeoutMs: 10_000 });
  await other.stop();
  await nats.stop();
});
