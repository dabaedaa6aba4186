import { featuresOf, NOON, told } from '../../../../test/given-days.ts';

const DAY_MS = 86_400_000;
const ago = (days: number, minutes = 0) => new Date(NOON - days * DAY_MS + minutes * 60_000);

test('offers count once however often they are told, and help is no offer', () => {
  const loop = [
    told(9, 'OUTCOME', 'dec-1', 'SEEN'),
    told(8, 'OUTCOME', 'dec-1', 'SEEN', { firstAt: ago(9) }),
    told(8, 'OUTCOME', 'dec-1', 'ACCEPTED', { at: ago(8, 30), firstAt: ago(9) }),
    told(5, 'OUTCOME', 'dec-2', 'SEEN'),
    told(5, 'OUTCOME', 'dec-2', 'DISMISSED', { at: ago(5, 10), firstAt: ago(5) }),
    told(5, 'OUTCOME', 'dec-2', 'DISMISSED', { at: ago(5, 12), firstAt: ago(5) }),
    told(4, 'OUTCOME', 'dec-3', 'SEEN', { actionGroup: 'HELP' }),
    told(4, 'OUTCOME', 'dec-3', 'ACCEPTED', { actionGroup: 'HELP', firstAt: ago(4) }),
  ];
  expect(featuresOf({ loop })).toMatchObject({
    offers_seen_90d: '2',
    offers_accepted_90d: '1',
    offers_dismissed_90d: '1',
    // 1,470 and 10 minutes.
    decision_minutes_90d: '740',
  });
});

test('a message is answered by a reply or an act on its day or the next, and stop is no answer', () => {
  const loop = [
    told(20, 'MESSAGE_OUT', 'msg-1', 'SENT'),
    told(19, 'MESSAGE_OUT', 'msg-1', 'DELIVERED', { firstAt: ago(20) }),
    told(19, 'MESSAGE_IN', 'in-1', 'OTHER'),
    told(10, 'MESSAGE_OUT', 'msg-2', 'SENT'),
    told(10, 'MESSAGE_IN', 'in-2', 'STOP'),
    told(5, 'MESSAGE_OUT', 'msg-3', 'SENT'),
    told(5, 'OUTCOME', 'dec-1', 'CLICKED'),
    told(2, 'MESSAGE_OUT', 'msg-4', 'SENT'),
  ];
  expect(featuresOf({ loop })['message_response_90d']).toBe('0.5');
  expect(featuresOf({ loop: [told(1, 'MESSAGE_IN', 'in-3', 'OTHER')] })['message_response_90d']).toBeNull();
});

test('the usual time to decide is the middle one, of two the mean of both', () => {
  const decided = (...minutes: number[]) =>
    featuresOf({
      loop: minutes.map((taken, n) =>
        told(9, 'OUTCOME', `dec-${n}`, 'ACCEPTED', { at: ago(9, taken), firstAt: ago(9) }),
      ),
    })['decision_minutes_90d'];
  expect([decided(5), decided(30, 5), decided(30, 5, 100), decided(100, 30, 5, 40)]).toEqual(['5', '18', '30', '35']);
});

test('an offer that nobody saw was not decided on, and the first answer is the one that counts', () => {
  const answer = (minutes: number, more: Parameters<typeof told>[4] = {}) =>
    told(9, 'OUTCOME', 'dec', 'DISMISSED', { at: ago(9, minutes), firstAt: ago(9), ...more });
  const minutesOf = (...loop: ReturnType<typeof told>[]) => featuresOf({ loop })['decision_minutes_90d'];
  expect(minutesOf(answer(5, { firstAt: null }))).toBeNull();
  expect(minutesOf(answer(5, { firstAt: ago(8) }))).toBeNull();
  expect(minutesOf(answer(0))).toBe('0');
  expect(minutesOf(answer(45), answer(20, { status: 'ACCEPTED' }))).toBe('20');
  expect(minutesOf(answer(20, { status: 'ACCEPTED' }), answer(45))).toBe('20');
  expect(minutesOf(answer(20, { status: 'CLICKED' }))).toBeNull();
});

test('an answer two days later, or the day before, is none; a click, an acceptance and a completion are', () => {
  const response = (daysAgo: number, status: string) =>
    featuresOf({
      loop: [told(20, 'MESSAGE_OUT', 'msg', 'SENT'), told(daysAgo, 'OUTCOME', 'dec', status, { firstAt: ago(30) })],
    })['message_response_90d'];
  expect([18, 19, 20, 21].map((daysAgo) => response(daysAgo, 'CLICKED'))).toEqual(['0', '1', '1', '0']);
  expect(['ACCEPTED', 'COMPLETED', 'DISMISSED'].map((status) => response(20, status))).toEqual(['1', '1', '0']);
});
