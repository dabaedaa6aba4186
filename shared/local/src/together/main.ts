// Several of a house's processes in one: the setting TOGETHER says which.
import { pathToFileURL } from 'node:url';
import { type Environment, runProcess } from '@rapport/platform';
import { type Part, readTogether } from '../config.ts';

type Running = { stop(): Promise<void> };

const startPart = async ({ entry, environment }: Part): Promise<Running> => {
  const { start } = (await import(pathToFileURL(entry).href)) as { start(given: Environment): Promise<Running> };
  return start(environment);
};

await runProcess(async () => {
  const parts = readTogether();
  const running = await Promise.all(parts.slice(0, -1).map(startPart));
  // It is the last one's answer that is waited for.
  for (const last of parts.slice(-1)) running.push(await startPart(last));
  return {
    stop: async () => {
      for (const part of running.toReversed()) await part.stop();
    },
  };
});
