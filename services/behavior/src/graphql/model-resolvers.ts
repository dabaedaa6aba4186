import type { ConfirmationRefusal } from '../usecases/confirm-signal.ts';
import type { Context } from './context.ts';
import type {
  ActivateModelInput,
  ConfirmSignalInput,
  ProposeModelInput,
  Resolvers,
  RetireModelInput,
  UserError,
} from './generated.ts';

const TEXT_MAX = 500;

const REFUSALS = {
  NOT_FOUND: { code: 'NOT_FOUND', message: 'there is no such model: look at behaviorModels', field: 'input.id' },
  NOT_A_CANDIDATE: { code: 'NOT_A_CANDIDATE', message: 'it is active already', field: 'input.id' },
  NOT_ACTIVE: { code: 'NOT_ACTIVE', message: 'it does not score at present', field: 'input.id' },
  SAME_PERSON: {
    code: 'SAME_PERSON',
    message: 'four eyes: somebody else than who trained or proposed it must activate it',
    field: 'input.id',
  },
} as const satisfies Record<string, UserError>;

const CONFIRMATIONS: Readonly<Record<ConfirmationRefusal, UserError>> = {
  NOT_FOUND: {
    code: 'NOT_FOUND',
    message: 'the customer has no such signal since then: read Customer.signals again',
    field: 'input.since',
  },
  UNKNOWN_TRANSACTION: {
    code: 'UNKNOWN_TRANSACTION',
    message: 'only transactions of the signal itself can be meant: Signal.evidence.transactionIds',
    field: 'input.transactionIds',
  },
};

const NO_REASON: UserError = {
  code: 'INVALID_INPUT',
  message: `say why, in 1 to ${TEXT_MAX} characters`,
  field: 'input.reason',
};
const isReason = (reason: string): boolean => reason.trim() !== '' && reason.length <= TEXT_MAX;

const refused = <Name extends string>(name: Name, error: UserError) =>
  ({ [name]: null, userErrors: [error] }) as { [Key in Name]: null } & { userErrors: UserError[] };
const badFile = (flaw: string) => refused('model', { code: 'INVALID_MODEL', message: flaw, field: 'input.file' });

const propose = (_: unknown, { input }: { input: ProposeModelInput }, { does, viewer }: Context) => {
  const opened = does.openModelFile(input.file);
  if ('flaw' in opened) return badFile(opened.flaw);
  return does.once({ viewer, mutation: 'behaviorProposeModel', input }, async (tx) => {
    const done = await does.proposeModel(tx, viewer, opened);
    return 'flaw' in done ? badFile(done.flaw) : { model: does.seenModel(done), userErrors: [] };
  });
};

const activate = (_: unknown, { input }: { input: ActivateModelInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused('model', NO_REASON);
  return does.once({ viewer, mutation: 'behaviorActivateModel', input }, async (tx) => {
    const done = await does.activateModel(tx, viewer, input);
    if (typeof done === 'string') return refused('model', REFUSALS[done]);
    return 'flaw' in done ? badFile(done.flaw) : { model: does.seenModel(done), userErrors: [] };
  });
};

const retire = (_: unknown, { input }: { input: RetireModelInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused('model', NO_REASON);
  return does.once({ viewer, mutation: 'behaviorRetireModel', input }, async (tx) => {
    const done = await does.retireModel(tx, viewer, input);
    return typeof done === 'string'
      ? refused('model', REFUSALS[done])
      : { model: does.seenModel(done), userErrors: [] };
  });
};

const confirm = (_: unknown, { input }: { input: ConfirmSignalInput }, { does, viewer }: Context) => {
  const { customerId, kind, verdict, note = null, transactionIds = null } = input;
  if (note !== null && note.length > TEXT_MAX) {
    return refused('label', {
      code: 'INVALID_INPUT',
      message: `a note has ${TEXT_MAX} characters at most`,
      field: 'input.note',
    });
  }
  return does.once({ viewer, mutation: 'behaviorConfirmSignal', input }, async (tx) => {
    const said = { customerId, kind, since: new Date(input.since), verdict, note, transactionIds };
    const label = await does.confirmSignal(tx, viewer, said);
    return typeof label === 'string' ? refused('label', CONFIRMATIONS[label]) : { label, userErrors: [] };
  });
};

/** The part of the graph that shows learnt models. */
export const modelQueries: NonNullable<Resolvers['Query']> = {
  behaviorModels: (_, { kind, ...page }, { does }) => does.readModels(kind ?? null, page),
};

/** The part of the graph that changes which models score, and takes what people found. */
export const modelMutations: NonNullable<Resolvers['Mutation']> = {
  behaviorProposeModel: propose,
  behaviorActivateModel: activate,
  behaviorRetireModel: retire,
  behaviorConfirmSignal: confirm,
};

export const modelTypes: Pick<Resolvers, 'BehaviorModel'> = {
  BehaviorModel: {
    inputs: ({ inputs }) => inputs.map(({ name }) => name),
  },
};
