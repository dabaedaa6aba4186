import { type Door, parseBatch } from '../domain/ingestion/parse-batch.ts';
import { type Acceptance, type KeepPorts, keepCalls } from './keep-calls.ts';
import type { Now, PlanOf } from './ports.ts';

/** What came in at a door. */
export type Submission = {
  readonly door: Door;
  readonly source: string;
  readonly body: unknown;
  /** Take everything or nothing. */
  readonly isStrict: boolean;
};

/** Takes what can be taken: the good items are made safe, then the bad ones are kept, then it answers. */
export const acceptCalls =
  (ports: KeepPorts & { now: Now; planOf: PlanOf }) =>
  async ({ door, source, body, isStrict }: Submission): Promise<Acceptance> => {
    const receivedAt = ports.now();
    const parsed = parseBatch(door, body, { source, receivedAt, plan: ports.planOf(source) });
    if ('issues' in parsed) return { result: 'REFUSED', rejected: [], issues: parsed.issues };
    const { calls, rejected, offPlan } = parsed;
    return keepCalls(ports)({ source, receivedAt, calls }, { rejected, offPlan }, { isStrict });
  };
