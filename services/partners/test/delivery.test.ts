// How a stream behaves: who is let in, coming again, falling behind, and a client that never reads.
import { connect, type Socket } from 'node:net';
import { outcomeRecorded } from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import pg from 'pg';
import { allowedSince, askForStream, fresh, listen, type PartnersUnderTest, startPartners } from './listen.ts';

let partners: PartnersUnderTest;
let url: string;
let database: pg.Pool;
const customer = fresh('cus');

beforeAll(async () => {
  partners = await startPartners();
  url = partners.service.running.url;
  database = new pg.Pool({ connectionString: partners.service.databaseUrl, max: 2 });
  partners.words.set(customer, allowedSince(new Date(Date.now() - 60_000)));
});
afterAll(async () => {
  await database.end();
  await partners.service.stop();
});

/** Puts events into a partner's log as if they had happened; `padding` makes each so many characters longer. */
const fill = async (partnerId: string, count: number, padding = 0, about = customer): Promise<void> => {
  await database.query(
    `WITH head AS (
       UPDATE partner SET last_sequence = last_sequence + $2 WHERE id = $1 RETURNING last_sequence - $2 AS last)
     INSERT INTO partner_event (partner_id, sequence, recorded_at, event_id, customer_id, pairwise_id, name, time, data)
     SELECT $1, last + n, now(), 'pev_' || (last + n), $3, 'ppid_test', 'OFFER_ANSWERED', now(),
            jsonb_build_object('action', repeat('x', $4) || (last + n), 'answer', 'ACCEPTED')
     FROM head, generate_series(1, $2::bigint) n`,
    [partnerId, count, about, padding],
  );
};
const sequencesOf = (heard: readonly { event: { sequence: string } }[]) =>
  heard.map(({ event }) => Number(event.sequence));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const refusal = async (response: Response) => {
  const { code, message } = (await response.json()) as { code: string; message: string };
  return { status: response.status, code, message };
};
const revoke = (credentialId: string) =>
  partners.service.graph(
    viewerOf('OPERATOR'),
    `mutation { partnersRevokeCredential(input: {credentialId: "${credentialId}"}) {
       credential { revokedAt } userErrors { code } } }`,
  );

test('who comes again with the last id goes on behind it, and without one begins at the oldest', async () => {
  const { id, secret } = await partners.givenPartner();
  await fill(id, 120);
  const first = await listen(url, secret);
  const heard = await first.until(120);
  first.leave();
  expect(sequencesOf(heard)).toEqual(range(1, 120));
  const again = await listen(url, secret, { lastEventId: heard[99]!.position });
  expect(sequencesOf(await again.until(20))).toEqual(range(101, 120));
  again.leave();
});

test('what is withheld moves the position on with the next heartbeat', async () => {
  const { id, secret } = await partners.givenPartner();
  await fill(id, 3, 0, fresh('cus'));
  const stream = await listen(url, secret);
  const position = await eventually(async () => {
    const found = [...stream.text().matchAll(/: heartbeat\nid: (\S+)/g)].at(-1)?.[1];
    const { rows } = await database.query<{ outcome: string }>('SELECT outcome FROM disclosure WHERE partner_id = $1', [
      id,
    ]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['WITHHELD', 'WITHHELD', 'WITHHELD']);
    return found!;
  });
  stream.leave();
  await database.query('DELETE FROM partner_event WHERE partner_id = $1', [id]);
  const again = await eventually(() => listen(url, secret, { lastEventId: position }));
  await fill(id, 1);
  expect(sequencesOf(await again.until(1))).toEqual([4]);
  again.leave();
});

test('a position of another partner, and one that is none, are refused with a remedy', async () => {
  const [one, other] = [await partners.givenPartner(), await partners.givenPartner()];
  await fill(one.id, 1);
  const stream = await listen(url, one.secret);
  const [heard] = await stream.until(1);
  stream.leave();
  for (const lastEventId of [heard!.position, 'nonsense', '0']) {
    const answer = await refusal(await askForStream(url, other.secret, { lastEventId }));
    expect(answer).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      message: expect.stringContaining('send the id'),
    });
  }
});

test('a position whose events are kept no longer is refused, never skipped', async () => {
  const { id, secret } = await partners.givenPartner();
  await fill(id, 10);
  const stream = await listen(url, secret);
  const heard = await stream.until(10);
  stream.leave();
  await database.query('DELETE FROM partner_event WHERE partner_id = $1 AND sequence <= 5', [id]);
  const late = await refusal(await askForStream(url, secret, { lastEventId: heard[3]!.position }));
  expect(late).toMatchObject({ status: 410, code: 'POSITION_GONE', message: expect.stringContaining('without it') });
  const justInTime = await listen(url, secret, { lastEventId: heard[4]!.position });
  expect(sequencesOf(await justInTime.until(5))).toEqual(range(6, 10));
  const anew = await listen(url, secret);
  expect(sequencesOf(await anew.until(5))).toEqual(range(6, 10));
  justInTime.leave();
  anew.leave();
});

test('without a credential, with a wrong one or a revoked one nobody is let in, and is told which', async () => {
  const { secret, credentialId } = await partners.givenPartner();
  expect(await refusal(await fetch(`${url}/partner/events`))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  const wrong = await askForStream(url, `${secret.slice(0, -1)}x`);
  expect(wrong.headers.get('www-authenticate')).toContain('Bearer');
  expect(await refusal(wrong)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  expect((await revoke(credentialId)).errors).toEqual([]);
  expect(await refusal(await askForStream(url, secret))).toEqual({
    status: 401,
    code: 'CREDENTIAL_REVOKED',
    message: 'this credential was revoked: ask the bank for a new one',
  });
});

test('a stream ends within two seconds of the revocation of its credential, and another goes on', async () => {
  const { id, secret, credentialId } = await partners.givenPartner();
  const { secret: second } = await partners.issue(id);
  const [old, renewed] = [await listen(url, secret), await listen(url, second!)];
  const begun = performance.now();
  await revoke(credentialId);
  await eventually(async () => expect(old.isOver()).toBe(true));
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(old.text()).toContain('the credential was revoked');
  await fill(id, 1);
  expect(await renewed.until(1)).toHaveLength(1);
  expect(old.heard).toEqual([]);
  renewed.leave();
});

test('two credentials are valid at once and no more, and a secret is shown once and kept nowhere', async () => {
  const { id, secret, credentialId } = await partners.givenPartner();
  const second = await partners.issue(id, 'change-over');
  expect(await partners.issue(id, 'change-over')).toEqual({ ...second, secret: null });
  expect(await partners.issue(id)).toMatchObject({ secret: null, userErrors: [{ code: 'TOO_MANY_CREDENTIALS' }] });
  await revoke(credentialId);
  expect((await partners.issue(id)).userErrors).toEqual([]);
  const { rows } = await database.query<{ text: string }>(
    `SELECT coalesce(string_agg(i::text, ''), '') || (SELECT string_agg(c::text, '') FROM credential c) AS text
     FROM idempotency i`,
  );
  expect(rows[0]!.text).toContain(second.credential!.id);
  for (const shown of [secret, second.secret!]) expect(rows[0]!.text).not.toContain(shown);
});

test('a partner may have four streams; a fifth is refused until one ends', async () => {
  const { id, secret } = await partners.givenPartner();
  const streams = await Promise.all([1, 2, 3, 4].map(() => listen(url, secret)));
  const fifth = await askForStream(url, secret);
  expect(Number(fifth.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refusal(fifth)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  streams[0]!.leave();
  const next = await eventually(() => listen(url, secret));
  await fill(id, 1);
  await next.until(1);
  for (const stream of [...streams, next]) stream.leave();
});

test('an unknown type and a caller who takes no streams are refused', async () => {
  const { secret } = await partners.givenPartner();
  const unknown = await refusal(await askForStream(url, secret, { query: '?types=rapport.partner.balance.v1' }));
  expect(unknown).toMatchObject({ status: 400, message: expect.stringContaining('rapport.partner.offer.decided.v1') });
  const authorization = `Bearer ${secret}`;
  const json = await fetch(`${url}/partner/events`, { headers: { accept: 'application/json', authorization } });
  expect(await refusal(json)).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' });
});

test('what is heard stands recorded as disclosed before it is heard', async () => {
  const { id, secret } = await partners.givenPartner();
  await fill(id, 200);
  const stream = await listen(url, secret);
  for (let count = 1; count <= 200; count += 40) {
    const heard = sequencesOf(await stream.until(count));
    const { rows } = await database.query<{ sequence: string; ground: string[] }>(
      `SELECT sequence, ground FROM disclosure WHERE partner_id = $1 AND outcome = 'DISCLOSED' ORDER BY sequence`,
      [id],
    );
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(expect.arrayContaining(heard));
    expect(rows[0]!.ground).toEqual(['ledger:test:1']);
  }
  stream.leave();
});

test('however many write at once, who has seen a sequence never finds a smaller one later', async () => {
  const { id, secret } = await partners.givenPartner();
  const stream = await listen(url, secret);
  const seen: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { rows } = await database.query<{ sequence: string }>(
        'SELECT sequence FROM partner_event WHERE partner_id = $1 AND sequence > $2 ORDER BY sequence',
        [id, seen.at(-1) ?? 0],
      );
      seen.push(...rows.map(({ sequence }) => Number(sequence)));
    }
  })();
  // The service itself and another writer, as a second process of it would.
  const data = { decisionId: fresh('dec'), actionKey: 'savings-goal', group: 'SAVING', outcome: 'ACCEPTED' } as const;
  await Promise.all([
    ...range(1, 60).map(() => partners.service.publish(outcomeRecorded, { about: customer, data })),
    ...range(1, 60).map(() => fill(id, 1)),
  ]);
  expect(sequencesOf(await stream.until(120))).toEqual(range(1, 120));
  isOver = true;
  await watching;
  expect(seen).toEqual(range(1, 120));
  stream.leave();
});

const disclosedTo = async (partnerId: string): Promise<number> => {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM disclosure WHERE partner_id = $1',
    [partnerId],
  );
  return rows[0]!.count;
};

/** A client that asks and never reads. */
const openDeaf = (secret: string): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.pause();
      socket.write(`GET /partner/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${secret}\r\n\r\n`);
      resolve(socket);
    });
  });

test('a client that never reads is left behind: others hear, memory stays, and nothing is lost', async () => {
  const [deaf, lively] = [await partners.givenPartner(), await partners.givenPartner()];
  await fill(deaf.id, 5_000, 4_000);
  const stream = await listen(url, lively.secret);
  // With the deaf one that makes four: a fifth opens once the deaf one is gone.
  const elsewhere = { query: '?types=rapport.partner.sharing.granted.v1' };
  const beside = await Promise.all([1, 2, 3].map(() => listen(url, deaf.secret, elsewhere)));
  const socket = await openDeaf(deaf.secret);
  await eventually(async () => expect(await disclosedTo(deaf.id)).toBeGreaterThan(0));
  await fill(lively.id, 100);
  await stream.until(100);
  stream.leave();
  beside.push(await eventually(() => listen(url, deaf.secret, elsewhere), { timeoutMs: 15_000 }));
  for (const each of beside) each.leave();
  // Twenty megabytes wait: only what the kernel takes was ever read for it, and one batch.
  expect(await disclosedTo(deaf.id)).toBeLessThan(4_000);
  socket.destroy();
  const again = await listen(url, deaf.secret);
  expect(sequencesOf(await again.until(5_000))).toEqual(range(1, 5_000));
  again.leave();
}, 60_000);

test('the process stops at once, open streams or not', async () => {
  const own = await startPartners();
  const { secret } = await own.givenPartner();
  const stream = await listen(own.service.running.url, secret);
  const begun = performance.now();
  await own.service.stop();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await eventually(async () => expect(stream.isOver()).toBe(true));
  expect(stream.text()).toContain('come again');
});
