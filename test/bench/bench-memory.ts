import { readdirSync, readFileSync } from 'node:fs';
import type { TestHouse } from '@rapport/testkit';
import type { Figure } from './report.ts';

/** Bytes of memory by process; a process that started others counts with them. */
export type Memory = ReadonlyMap<string, number>;

const parentOf = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
};

/** Resident memory, pages that several share divided among them: so PostgreSQL's buffers count once. */
const ownBytes = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))![1]) * 1_024;
  } catch {
    // It ended while we looked.
    return 0;
  }
};

/** What every process of a house holds now; empty where the system has no /proc. */
export const measureMemory = ({ rapport }: TestHouse): Memory => {
  if (process.platform !== 'linux') return new Map();
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const children = Map.groupBy(pids, parentOf);
  const treeBytes = (pid: number): number =>
    ownBytes(pid) + (children.get(pid) ?? []).reduce((sum, child) => sum + treeBytes(child), 0);
  return new Map(
    rapport.supervisor.status().flatMap(({ name, pid }) => (pid ? [[name, treeBytes(pid)] as const] : [])),
  );
};

const MEGABYTE = 1e6;

/** Memory after the load beside memory after the start, process by process. */
export const memoryFigures = (start: Memory, end: Memory): Figure[] =>
  [...end].map(([name, bytes]) => ({
    area: 'memory',
    what: `${name}, after the load`,
    value: bytes / MEGABYTE,
    unit: 'MB',
    beside: { what: 'after the start', value: (start.get(name) ?? 0) / MEGABYTE },
  }));
