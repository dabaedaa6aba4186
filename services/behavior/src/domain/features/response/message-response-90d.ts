import { dayNumber, type Feature, within } from '../feature.ts';

/** A message is answered on its day or the day after. */
const ANSWER_DAYS = 1;

/**
 * message_response_90d: on how many of the days with a message to the customer, within 90 days, they wrote back or
 * acted on an offer that day or the next; "stop" is no answer. Null without messages. Unit: ratio.
 */
export const messageResponse90d: Feature = {
  name: 'message_response_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'On how many of the days with a message, of 90 days, there was an answer.',
  formula: 'days with messages that were answered by the next day / days with messages',
  source: 'our own choice',
  readsFrom: ['LOOP'],
  dataClass: 'BEHAVIOURAL',
  value: ({ activity, today }) => {
    const days = within(activity ?? [], today, 90);
    const spoken = days.filter(({ messagesOut }) => messagesOut).map(({ day }) => dayNumber(day));
    if (spoken.length === 0) return null;
    const answered = new Set(
      days.filter(({ messagesIn, actedOn }) => messagesIn || actedOn).map(({ day }) => dayNumber(day)),
    );
    return spoken.filter((day) => answered.has(day) || answered.has(day + ANSWER_DAYS)).length / spoken.length;
  },
};
