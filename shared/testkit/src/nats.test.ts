import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type NatsConnection, StringCodec } from 'nats';
import { type TestNats, testNats } from './nats.ts';

let server: TestNats;
let connection: NatsConnection;

beforeAll(async () => {
  server = await testNats();
  connection = await connect({ servers: server.url, timeout: 5_000, reconnectTimeWait: 20 });
});

afterAll(async () => {
  await connection.close();
  await server.stop();
});

test('a stream keeps what it acknowledged when its server is killed', async () => {
  const manager = await connection.jetstreamManager();
  await manager.streams.add({ name: 'PROFILE', subjects: ['rapport.profile.>'] });
  const ack = await connection.jetstream().publish('rapport.profile.customer.changed.cus_1', StringCodec().encode('1'));
  expect(ack.seq).toBe(1);
  await server.kill();
  await server.start();
  const again = await connect({ servers: server.url, timeout: 5_000 });
  const info = await (await again.jetstreamManager()).streams.info('PROFILE');
  expect(info.state.messages).toBe(1);
  await again.close();
});
