import type { Places } from '../environments.ts';
import { PROCESSES } from '../service-names.ts';
import { describeFailure, type Finding, fine, note, wrong } from './finding.ts';

const ANSWER_MS_MAX = 5_000;

const checkProcess = async (name: string, port: number, logs: string): Promise<Finding> => {
  if (port === 0) return note(name, 'runs elsewhere: its /readyz is for whoever runs it');
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    if (response.status === 200) return fine(name, `ready on port ${port}`);
    const { reasons } = (await response.json()) as { reasons?: string[] };
    return wrong(name, `not ready: ${reasons?.join('; ') ?? response.status}`, `see ${logs}/${name}.log`);
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause ?? error;
    return wrong(name, `does not answer: ${describeFailure(cause)}`, `see ${logs}/${name}.log, then npm start again`);
  }
};

/** Whether every process can serve, as it says itself. */
export const checkProcesses = ({ ports }: Places, logs: string): Promise<readonly Finding[]> =>
  Promise.all(PROCESSES.map((name) => checkProcess(name, ports[name], logs)));
