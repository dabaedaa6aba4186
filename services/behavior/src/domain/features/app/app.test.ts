import { event, fact, featuresOf } from '../../../../test/given-days.ts';

test('sessions are those that senders name, and times of use half an hour apart', () => {
  const events = [
    event(1, 0),
    event(1, 29),
    event(1, 58),
    event(1, 89),
    event(1, 30, { device: 'dev-2', channel: 'MOBILE', type: 'screen' }),
    event(2, 0, { session: 's-1' }),
    event(2, 300, { session: 's-1' }),
    event(5, 0, { session: 's-2' }),
    event(40, 0),
  ];
  expect(featuresOf({ events })).toMatchObject({
    sessions_30d: '5',
    active_days_30d: '3',
    days_since_seen: '1',
    devices_90d: '2',
    mobile_share_90d: '0.1111',
  });
});

test('a pause of half an hour is still the same session, and a minute more is another', () => {
  const sessions = (...minutes: number[]) => featuresOf({ events: minutes.map((at) => event(1, at)) })['sessions_30d'];
  expect([sessions(0, 30), sessions(0, 31), sessions(60, 0, 30)]).toEqual(['1', '2', '1']);
});

test("the bank's own books and what a server says for others is no use of an app", () => {
  const events = [
    event(1, 0, { type: 'track', name: 'Loan Opened', channel: null }),
    event(1, 5, { type: 'track', name: 'Call Logged', channel: 'SERVER' }),
  ];
  const none = { sessions_30d: null, active_days_30d: null, days_since_seen: null, devices_90d: null };
  expect(featuresOf({ events, facts: [fact(1)] })).toMatchObject({ ...none, mobile_share_90d: null });
});

test('an application is given up when it says so, or stands still for two weeks', () => {
  const step = (ago: number, applicationId: string, status: string) =>
    event(ago, 0, { type: 'track', name: 'Application Step', properties: { applicationId, status } });
  const events = [
    step(40, 'a', 'STARTED'),
    step(60, 'b', 'STARTED'),
    step(50, 'b', 'SUBMITTED'),
    step(10, 'c', 'STARTED'),
    step(20, 'd', 'STARTED'),
    step(15, 'd', 'WITHDRAWN'),
  ];
  expect(featuresOf({ events })['applications_abandoned_90d']).toBe('2');
  expect(featuresOf({ facts: [fact(1)] })['applications_abandoned_90d']).toBeNull();
});

test('a step without an application is none, and the last step of a day is where it stands', () => {
  const step = (minutes: number, properties: Record<string, unknown>) =>
    event(20, minutes, { type: 'track', name: 'Application Step', properties });
  const abandoned = (...events: ReturnType<typeof event>[]) => featuresOf({ events })['applications_abandoned_90d'];
  expect(abandoned(step(0, { status: 'ABANDONED' }))).toBeNull();
  expect(abandoned(step(0, { applicationId: 'a' }))).toBeNull();
  expect(abandoned({ ...step(0, { applicationId: 'a', status: 'ABANDONED' }), name: 'Home' })).toBeNull();
  const [begun, left] = ['STARTED', 'SUBMITTED'].map((status, n) => step(n, { applicationId: 'a', status }));
  expect([abandoned(begun!, left!), abandoned(left!, begun!)]).toEqual(['0', '0']);
});

test('what is neither the web nor a phone has no share in either', () => {
  const on = (channel: 'WEB' | 'MOBILE' | null, minutes: number) => event(1, minutes, { channel });
  const share = (...events: ReturnType<typeof event>[]) => featuresOf({ events })['mobile_share_90d'];
  expect([share(on(null, 0)), share(on('MOBILE', 0), on(null, 1))]).toEqual([null, '1']);
  expect(share(on('MOBILE', 0), on('WEB', 1))).toBe('0.5');
});
