import { nextTick } from 'node:process';

/** A process that may die at any moment and begins again from nothing. */
export type Process = { readonly name: string; readonly start: () => void };

/** One step of a process: asked for, then done, then answered; a crash may come between any two of these. */
type Step = {
  readonly process: Process;
  /** Whether it can be done now: a lock is free, something is there to be fetched. */
  readonly isEnabled: () => boolean;
  readonly go: () => void;
  /** An error instead: before anything was done or, once it was done, instead of the answer. */
  readonly fail: ((error: Error) => void) | null;
};

type Fault = () => void;

/** What a step does beside its effect. */
type StepOptions = { readonly isEnabled?: () => boolean; readonly mayFail?: boolean };

/** Everything that happens, in one order, which is chosen from outside. */
export type World = {
  /** A step of a process towards the outside. Never resolves once the process has crashed. */
  step<T>(process: Process, effect: () => T, options?: StepOptions): Promise<T>;
  /** Something that time or bad luck may do at any moment. */
  mayHappen(faults: () => readonly Fault[]): void;
  onCrash(hook: (process: Process) => void): void;
  /** What time does by itself when nothing else can happen; false when it would change nothing. */
  onStandstill(hook: () => boolean): void;
  /** Runs the processes to their rest. Each choice says what happens next; without choices no more faults happen. */
  run(processes: readonly Process[], choices: readonly number[]): Promise<void>;
};

/** The highest choice, and from where on a choice means a fault. */
export const CHOICE_MAX = 255;
const FAULTS_FROM = 208;
/** The choice that a process dies now, by its place among the processes. */
export const deathOf = (place: number): number => FAULTS_FROM + place;
const TURNS_MAX = 20_000;

const always = (): boolean => true;

/** Makes an empty world. */
export const createWorld = (): World => {
  let steps: Step[] = [];
  const faultSources: (() => readonly Fault[])[] = [];
  const crashHooks: ((process: Process) => void)[] = [];
  const standstillHooks: (() => boolean)[] = [];

  const leave = (step: Step): void => {
    steps = steps.filter((each) => each !== step);
  };

  const ask = <T>(process: Process, effect: () => T, { isEnabled = always, mayFail = false }: StepOptions) =>
    new Promise<T>((resolve, reject) => {
      const failWith = (self: () => Step) => (mayFail ? (error: Error) => (leave(self()), reject(error)) : null);
      const asked: Step = {
        process,
        isEnabled,
        go: () => {
          leave(asked);
          const value = effect();
          const answered: Step = {
            process,
            isEnabled: always,
            go: () => (leave(answered), resolve(value)),
            fail: failWith(() => answered),
          };
          steps.push(answered);
        },
        fail: failWith(() => asked),
      };
      steps.push(asked);
    });

  const crash = (process: Process): void => {
    steps = steps.filter((step) => step.process !== process);
    for (const hook of crashHooks) hook(process);
    process.start();
  };

  /** Everything that could go wrong now. */
  const faultsNow = (processes: readonly Process[]): Fault[] => [
    ...processes.map((process) => () => crash(process)),
    ...steps.flatMap(({ fail }) => (fail ? [() => fail(new Error('the connection broke'))] : [])),
    ...faultSources.flatMap((source) => source()),
  ];

  const turn = (processes: readonly Process[], choice: number | undefined): boolean => {
    const enabled = steps.filter((step) => step.isEnabled());
    if (choice !== undefined && choice >= FAULTS_FROM) {
      const faults = faultsNow(processes);
      faults[(choice - FAULTS_FROM) % faults.length]?.();
      return true;
    }
    if (enabled.length === 0) return standstillHooks.map((hook) => hook()).some(Boolean);
    enabled[(choice ?? 0) % enabled.length]!.go();
    return true;
  };

  return {
    step: (process, effect, options = {}) => ask(process, effect, options),
    mayHappen: (source) => void faultSources.push(source),
    onCrash: (hook) => void crashHooks.push(hook),
    onStandstill: (hook) => void standstillHooks.push(hook),
    run: async (processes, choices) => {
      for (const process of processes) process.start();
      for (let index = 0; index < TURNS_MAX; index += 1) {
        // What was answered goes on until it asks for its next step.
        await new Promise<void>((resolve) => nextTick(resolve));
        if (!turn(processes, choices[index]) && index >= choices.length) return;
      }
      throw new Error('the world does not come to rest');
    },
  };
};
