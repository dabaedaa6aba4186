import { RapportError, unavailable } from '@rapport/contracts';
import { openDatabase } from '../index.ts';
import { createLog } from '../src/log.ts';
import { isOutage } from '../src/outage.ts';
import { retryDelayMs } from '../src/retry-delay.ts';
import { waitFor } from '../src/wait-for.ts';

test.each([
  ['a service that did not answer', unavailable('profile.resolve got no answer in time'), true],
  ['a refusal', new RapportError('NOT_FOUND', 'nobody'), false],
  ['a database that shuts down', Object.assign(new Error('terminating'), { code: '57P01' }), true],
  ['a lost connection', new Error('Connection terminated unexpectedly'), true],
  ['a duplicate key', Object.assign(new Error('duplicate'), { code: '23505' }), false],
  ['a statement that took too long', Object.assign(new Error('canceling'), { code: '57014' }), false],
  ['a mistake of ours', new TypeError('undefined is not a function'), false],
  ['nothing at all', undefined, false],
])('%s: an outage is %s', (_what, thrown, expected) => expect(isOutage(thrown)).toBe(expected));

test('what fails waits longer each time; what waits for a part that is away comes soon after it is back', () => {
  const policy = { attemptsMax: 8, delayMsMin: 250, delayMsMax: 60_000 };
  const waits = (cause: 'FAILED' | 'OUTAGE' | 'NOT_BEGUN') =>
    [1, 2, 5, 9, 40].map((n) => retryDelayMs(cause, n, policy));
  expect(waits('FAILED')).toEqual([250, 500, 4_000, 60_000, 60_000]);
  expect(waits('OUTAGE')).toEqual([250, 500, 4_000, 4_000, 4_000]);
  expect(waits('NOT_BEGUN')).toEqual([0, 0, 0, 0, 0]);
  expect(retryDelayMs('OUTAGE', 9, { ...policy, delayMsMax: 50 })).toBe(50);
});

test('a database that is not there is an outage', async () => {
  const url = 'postgres://nobody:nothing@127.0.0.1:1/none';
  const opening = openDatabase(
    { url, poolSize: 3, name: 'test' },
    { tables: [], migrations: [] },
    createLog('t', 'silent'),
  );
  const error: unknown = await opening.catch((thrown: unknown) => thrown);
  expect(isOutage(error)).toBe(true);
});

test('a start waits for a database that is coming up, and gives up on a password that is wrong', async () => {
  const log = createLog('t', 'silent');
  let attempts = 0;
  const comingUp = async () => {
    attempts += 1;
    if (attempts < 3) throw Object.assign(new Error('the database system is starting up'), { code: '57P03' });
    return 'there';
  };
  expect(await waitFor('the database', comingUp, log)).toBe('there');
  expect(attempts).toBe(3);
  const wrongPassword = () => Promise.reject(Object.assign(new Error('no'), { code: '28P01' }));
  await expect(waitFor('the database', wrongPassword, log)).rejects.toThrow('no');
  const gone = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
  await expect(waitFor('the database', gone, log, 600)).rejects.toThrow('refused');
});
