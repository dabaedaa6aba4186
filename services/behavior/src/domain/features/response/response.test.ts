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
