import { type CustomerDays, type DatedActivity, within } from '../feature.ts';

/** The days of a window on which the customer did something. */
export const activeDays = ({ activity, today }: CustomerDays, windowDays: number): DatedActivity[] =>
  within(activity ?? [], today, windowDays).filter(({ events }) => events);

/** Whether an app or the web ever told anything of the customer: of others their use cannot be told. */
export const isAppUser = ({ activity }: CustomerDays): boolean => (activity ?? []).some(({ events }) => events);

/** The sessions of a window: those that senders name once each, the others by their pauses. */
export const sessionsWithin = (days: CustomerDays, windowDays: number): number => {
  const named = new Set<string>();
  let unnamed = 0;
  for (const { sessions = [], spans } of activeDays(days, windowDays)) {
    for (const session of sessions) named.add(session);
    for (const device in spans) unnamed += spans[device]!.length;
  }
  return named.size + unnamed;
};
