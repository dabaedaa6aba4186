import { request } from 'undici';

const LINE = /^rapport_graphql_request_seconds_bucket\{le="([^"]+)".*\} (\d+)$/gm;

/** How many questions a service has answered within how many seconds, by its own count. */
export type ServiceTimes = ReadonlyMap<number, number>;

/** Reads off what a service measures of itself. */
export const readServiceTimes = async (url: string): Promise<ServiceTimes> => {
  const { body } = await request(`${url}/metrics`, { headersTimeout: 5_000, bodyTimeout: 5_000 });
  const text = await body.text();
  return new Map(
    [...text.matchAll(LINE)].map(([, le, count]) => [le === '+Inf' ? Infinity : Number(le), Number(count)]),
  );
};

/**
 * The time, ms, within which a share of the answers came between two readings: as Prometheus's `histogram_quantile`,
 * along a straight line within a bucket.
 */
export const timeMsOf = (before: ServiceTimes, after: ServiceTimes, share: number): number => {
  const counts = [...after].map(([seconds, count]) => [seconds, count - (before.get(seconds) ?? 0)] as const);
  const rank = share * counts.at(-1)![1];
  let [from, below] = [0, 0];
  for (const [to, count] of counts) {
    if (count >= rank)
      return 1_000 * (to === Infinity ? from : from + ((to - from) * (rank - below)) / (count - below));
    [from, below] = [to, count];
  }
  throw new Error('the service has measured nothing');
};
