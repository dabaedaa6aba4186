import { Pool } from 'undici';

/** What a load came to. */
export type LoadResult = {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Time to answer, ms: median and 99th percentile. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were not 200 or carried errors. */
  readonly failures: number;
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What is sent. */
export type LoadRequest = { readonly headers: Record<string, string>; readonly body: string; readonly path?: string };

/** Sends requests one after another over a number of connections, each waiting for its answer. */
export const load = async (
  url: string,
  requestAt: (index: number) => LoadRequest,
  { requests, connections }: { requests: number; connections: number },
): Promise<LoadResult> => {
  const pool = new Pool(url, { connections, headersTimeout: 20_000, bodyTimeout: 20_000 });
  const times: number[] = [];
  let [left, failures] = [requests, 0];
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const { headers, body, path = '/graphql' } = requestAt(left);
      const begun = performance.now();
      const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body });
      const text = await answer.text();
      times.push(performance.now() - begun);
      if (statusCode !== 200 || text.includes('"errors"')) failures += 1;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - begun) / 1_000;
  await pool.close();
  const sorted = times.toSorted((a, b) => a - b);
  return {
    requests,
    seconds,
    perSecond: requests / seconds,
    p50Ms: at(sorted, 0.5),
    p99Ms: at(sorted, 0.99),
    failures,
  };
};
