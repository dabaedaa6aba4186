// Each process may do on NATS what it needs and nothing more: the server itself refuses the rest.
import { customerUpdated, DOMAINS, type Domain, natsPermissionsOf } from '@rapport/contracts';
import { type TestNats, testNats } from '@rapport/testkit';
import { connectNats, createLog, type Nats, provision } from '../index.ts';

const log = createLog('test', 'silent');
let server: TestNats;
const connections = new Map<Domain | 'admin', Nats>();

const urlFor = (user: string): string => server.url.replace('nats://', `nats://${user}:secret@`);
const as = (service: Domain): Nats => connections.get(service)!;

beforeAll(async () => {
  server = await testNats({
    users: [
      { user: 'admin', password: 'secret' },
      ...DOMAINS.map((user) => ({ user, password: 'secret', ...natsPermissionsOf(user) })),
    ],
  });
  const admin = await connectNats(urlFor('admin'), 'admin', log);
  await provision(admin, { bytesMax: 64 * 1_048_576 });
  connections.set('admin', admin);
  for (const service of DOMAINS) connections.set(service, await connectNats(urlFor(service), service, log));
});
afterAll(async () => {
  await Promise.all([...connections.values()].map((connection) => connection.close()));
  await server.stop();
});

const publish = (service: Domain, subject: string) => as(service).jetstream().publish(subject, '{}', { timeout: 500 });

test.each(DOMAINS)('%s publishes its own events and nobody else’s', async (service) => {
  expect((await publish(service, `rapport.${service}.thing.happened.cus_1`)).stream).toBe(service.toUpperCase());
  for (const other of DOMAINS.filter((domain) => domain !== service)) {
    await expect(publish(service, `rapport.${other}.thing.happened.cus_1`)).rejects.toThrow();
  }
});

test('a service consumes by its own durable and by no other', async () => {
  const own = await as('consent').jetstream().consumers.get('PROFILE', 'consent');
  expect((await own.info()).name).toBe('consent');
  await expect(as('consent').jetstream().consumers.get('PROFILE', 'messaging')).rejects.toThrow();
});

test('no service makes, changes or removes streams and durables', async () => {
  const verbs = ['STREAM.CREATE.X', 'STREAM.DELETE.CONSENT', 'STREAM.PURGE.CONSENT', 'CONSUMER.DELETE.PROFILE.consent'];
  for (const verb of verbs) {
    await expect(as('consent').request(`$JS.API.${verb}`, '{}', { timeout: 300 })).rejects.toThrow();
  }
});

test('no service listens to another one’s replies, questions or events', async () => {
  const heard: string[] = [];
  for (const subject of ['_INBOX_profile.>', '_INBOX.>', 'rapport.ask.profile.address', 'rapport.>', '>']) {
    as('experimentation').subscribe(subject, { callback: (error) => void (error ?? heard.push(subject)) });
  }
  await as('profile').flush();
  await publish('profile', `${customerUpdated.subject}.cus_2`);
  await as('messaging')
    .request('rapport.ask.profile.address', '{}', { timeout: 300 })
    .catch(() => null);
  expect(heard).toEqual([]);
});

test('only those who may ask a question can', async () => {
  as('profile').subscribe('rapport.ask.profile.owners', { callback: (_error, message) => void message.respond('{}') });
  await as('profile').flush();
  expect((await as('messaging').request('rapport.ask.profile.owners', '{}', { timeout: 1_000 })).string()).toBe('{}');
  await expect(as('experimentation').request('rapport.ask.profile.owners', '{}', { timeout: 300 })).rejects.toThrow();
});
