// The send gate alone, with a world made up for it: how long things take, who crashes, what is said meanwhile.
import type { MayAnswer, MayRequest, Tx } from '@rapport/contracts';
import type { Attempt } from '../domain/attempt.ts';
import type { MessageState, OutboundMessage } from '../domain/message.ts';
import type { Handover, Ports, ProviderWord } from './ports.ts';
import { sendMessage } from './send-message.ts';

const NOW = new Date('2026-03-02T11:00:00Z');

const queued: OutboundMessage = {
  id: 'msg_1',
  createdAt: NOW,
  conversationId: 'cnv_1',
  customerId: 'cus_1',
  channel: 'SMS',
  channels: ['SMS'],
  purpose: 'SERVICE',
  topic: null,
  decisionId: 'dec_1',
  template: 'repayment-plan',
  wording: null,
  subject: null,
  text: 'Hallo',
  contactPointId: null,
  attempts: 1,
  expiresAt: new Date('2026-03-03T11:00:00Z'),
  state: { status: 'QUEUED', reasons: [] },
};

/** A world in memory. Every step is noted, so that a test can compare the order. */
const world = () => {
  const made = {
    elapsed: 0,
    message: queued,
    steps: [] as string[],
    states: [] as MessageState[],
    attempts: [] as Attempt[],
    events: [] as unknown[],
    handedOver: [] as Handover[],
    /** Contact points that messaging itself knows to be stopped. */
    stopped: [] as string[],
    /** The contact point of each channel. */
    points: { SMS: 'cp_1' } as Record<string, string>,
    /** What consent forbids, by contact point. */
    forbidden: {} as Record<string, Partial<MayAnswer> | null>,
    /** How long each step takes, ms. */
    slow: { address: 0, may: 0, stop: 0, commit: 0 },
    provider: async (): Promise<ProviderWord> => ({ said: 'ACCEPTED', providerId: 'SM1' }),
  };
  const step = (name: string, takesMs = 0) => {
    made.steps.push(name);
    made.elapsed += takesMs;
  };
  const tx = {
    now: NOW,
    newId: () => 'x',
    lock: async () => {},
    append: (_: unknown, { data }: { data: unknown }) => made.events.push(data),
    audit: () => {},
  } as unknown as Tx;
  const stores = {
    customers: { findLocale: async () => 'de-DE', protectionOf: async () => 'NONE' },
    conversations: {
      saveContactPoint: async () => {},
      findLatest: async (_: Tx, __: string, channel: string) => ({ id: `cnv_${channel}` }),
    },
    wordings: {
      findFlag: async () => null,
      findKnown: async () => ({ currentId: 'cus_1', known: null }),
      save: async () => {},
    },
    inbound: {
      findStop: async (_: Tx, contactPointId: string) => {
        step('stop', made.slow.stop);
        return made.stopped.includes(contactPointId) ? { contactPointId, blocked: true, since: NOW } : null;
      },
    },
    messages: {
      findLocked: async () => made.message,
      saveContents: async (_: Tx, contents: OutboundMessage) => {
        made.message = { ...contents, state: made.message.state };
      },
      saveAttempt: async (_: Tx, attempt: Attempt) => made.attempts.push(attempt),
      saveState: async (_: Tx, __: OutboundMessage, state: MessageState) => {
        step(state.status, state.status === 'SENDING' ? made.slow.commit : 0);
        made.states.push(state);
        made.message = { ...made.message, state };
      },
    },
  };
  const ports = {
    stores,
    transact: (work: (given: Tx) => Promise<unknown>) => work(tx),
    ask: {
      address: async ({ channel }: { channel: string }) => {
        step('address', made.slow.address);
        const contactPointId = made.points[channel];
        return { address: contactPointId ? { contactPointId, value: '+491701234567', masked: '+49•••67' } : null };
      },
      may: async (asked: { contactPointId: string }) => {
        step(`may ${asked.contactPointId}`, made.slow.may);
        const base = { allowed: true, reasons: [], ground: ['ledger:1'], nextAllowedAt: null, policyVersion: 'p1' };
        const forbidden = made.forbidden[asked.contactPointId];
        if (forbidden === null) throw new Error('silent');
        return { ...base, permit: { id: `pmt_${asked.contactPointId.slice(3)}`, validForMs: 1_000 }, ...forbidden };
      },
    },
    channels: ['SMS', 'EMAIL'].map((channel) => ({
      channel,
      send: async (handover: Handover) => {
        step('hand-over');
        made.handedOver.push(handover);
        return made.provider();
      },
      find: null,
    })),
    now: () => NOW,
    elapsedMs: () => made.elapsed,
    brand: 'Bank',
  } as unknown as Ports;
  return { made, send: () => sendMessage(ports)(made.message) };
};

test('the gate has one order: address, consent, local stop, commitment, hand-over', async () => {
  const { made, send } = world();
  await send();
  expect(made.steps).toEqual(['address', 'may cp_1', 'stop', 'SENDING', 'hand-over', 'SENT']);
  expect(made.handedOver).toMatchObject([{ messageId: 'msg_1', to: '+491701234567' }]);
  expect(made.events).toMatchObject([{ status: 'SENT', permitId: 'pmt_1', contactPointId: 'cp_1' }]);
  expect(made.attempts.at(-1)).toMatchObject({ outcome: 'ACCEPTED', ground: ['ledger:1'], asked: { reserve: true } });
  expect(JSON.stringify([made.events, made.attempts])).not.toContain('+491701234567');
});

test('a permit is asked for in the name of the message, so that its next attempt replaces it', async () => {
  const { made, send } = world();
  made.slow.may = 1_000;
  await send();
  made.slow.may = 0;
  await send();
  expect(made.states.map(({ status }) => status)).toEqual(['SENDING', 'QUEUED', 'SENDING', 'SENT']);
  expect(made.attempts.map(({ asked }) => (asked as MayRequest).effectId)).toEqual(Array(4).fill('msg_1'));
});

test.each([
  ['a slow answer', { may: 1_000 }],
  ['a slow look at the local stop', { stop: 1_200 }],
  ['a slow commitment', { may: 400, stop: 300, commit: 300 }],
])('a permit that ran out because of %s is not used', async (_, slow) => {
  const { made, send } = world();
  Object.assign(made.slow, slow);
  await send();
  expect(made.handedOver).toEqual([]);
  expect(made.states.at(-1)).toEqual({ status: 'QUEUED', reasons: ['PERMIT_RAN_OUT'] });
  expect(made.events).toMatchObject([{ status: 'QUEUED', permitId: 'pmt_1', reasons: ['PERMIT_RAN_OUT'] }]);
});

test('the time that profile takes is not taken from the permit', async () => {
  const { made, send } = world();
  made.slow.address = 1_900;
  made.slow.may = 999;
  await send();
  expect(made.handedOver).toHaveLength(1);
});

test('a stop that came after the permit was given holds', async () => {
  const { made, send } = world();
  made.stopped = ['cp_1'];
  await send();
  expect(made.handedOver).toEqual([]);
  expect(made.events).toMatchObject([{ status: 'SUPPRESSED', reasons: ['CONTACT_POINT_STOPPED'], permitId: 'pmt_1' }]);
});

test('a hand-over without an answer is unknown, a refusal is a failure with the provider’s reasons', async () => {
  const silent = world();
  silent.made.provider = () => Promise.reject(new Error('timed out'));
  await silent.send();
  expect(silent.made.states.at(-1)).toEqual({ status: 'UNKNOWN', permitId: 'pmt_1', reasons: ['NO_ANSWER'] });
  const refused = world();
  refused.made.provider = async () => ({ said: 'REFUSED', reasons: ['PROVIDER_21610'] });
  await refused.send();
  expect(refused.made.events).toMatchObject([{ status: 'FAILED', reasons: ['PROVIDER_21610'] }]);
});

test('an attempt that lost the message to another one leaves it alone', async () => {
  const { made, send } = world();
  const mine = send();
  made.message = { ...queued, attempts: 2 };
  await mine;
  expect(made.steps).toEqual(['address', 'may cp_1']);
  expect(made.states).toEqual([]);
});

test('a provider that puts a message off is tried again later, and the unused permit is given back', async () => {
  const { made, send } = world();
  made.provider = async () => ({ said: 'PUT_OFF', reasons: ['SMTP_451'] });
  await send();
  const until = new Date(NOW.getTime() + 60_000);
  expect(made.states.at(-1)).toEqual({ status: 'HELD', reasons: ['SMTP_451'], until });
  expect(made.events).toMatchObject([{ status: 'QUEUED', permitId: 'pmt_1', reasons: ['SMTP_451'] }]);
});

describe('a message that may take several channels', () => {
  const onTwo = () => {
    const one = world();
    one.made.message = { ...queued, channels: ['SMS', 'EMAIL'] };
    one.made.points = { SMS: 'cp_1', EMAIL: 'cp_2' };
    return one;
  };
  const blocked = { allowed: false, reasons: ['CONTACT_POINT_BLOCKED'], permit: null };
  const unwanted = { allowed: false, reasons: ['PURPOSE_WITHDRAWN'], permit: null };

  test('takes the first that is open, and asks about no other', async () => {
    const { made, send } = onTwo();
    await send();
    expect(made.steps).toEqual(['address', 'may cp_1', 'stop', 'SENDING', 'hand-over', 'SENT']);
    expect(made.attempts.at(-1)!.others).toBeNull();
  });

  test.each([
    ['the customer has no address there', { points: { EMAIL: 'cp_2' } }, ['NO_ADDRESS']],
    ['the purpose is not wanted there', { forbidden: { cp_1: unwanted } }, ['PURPOSE_WITHDRAWN']],
  ])('goes to the next in the same pass where %s', async (_, own, reasons) => {
    const { made, send } = onTwo();
    Object.assign(made, own);
    await send();
    expect(made.handedOver).toMatchObject([{ contactPointId: 'cp_2' }]);
    expect(made.message).toMatchObject({ channel: 'EMAIL', conversationId: 'cnv_EMAIL', contactPointId: 'cp_2' });
    expect(made.attempts.at(-1)).toMatchObject({ outcome: 'ACCEPTED', asked: { contactPointId: 'cp_2' } });
    expect(made.attempts.at(-1)!.others).toMatchObject([{ channel: 'SMS', reasons }]);
    expect(made.events).toMatchObject([{ status: 'SENT', channel: 'EMAIL', permitId: 'pmt_2' }]);
  });

  test.each([
    ['that consent knows', { forbidden: { cp_1: blocked } }, { reasons: ['CONTACT_POINT_BLOCKED'] }],
    ['that only we know', { stopped: ['cp_1'] }, { reasons: ['CONTACT_POINT_STOPPED'], permitId: 'pmt_1' }],
  ])('never walks around a stop %s by another channel', async (_, own, end) => {
    const { made, send } = onTwo();
    Object.assign(made, own);
    await send();
    expect(made.handedOver).toEqual([]);
    expect(made.steps).not.toContain('may cp_2');
    expect(made.events).toMatchObject([{ status: 'SUPPRESSED', channel: 'SMS', ...end }]);
  });

  test('waits where the first opens by itself, or where nobody answers, instead of going round it', async () => {
    const night = { allowed: false, reasons: ['QUIET_HOURS'], nextAllowedAt: '2026-03-02T20:00:00.000Z', permit: null };
    for (const verdict of [night, null]) {
      const { made, send } = onTwo();
      made.forbidden = { cp_1: verdict };
      await send();
      expect(made.steps).toEqual(['address', 'may cp_1', 'HELD']);
    }
  });

  test('is given up with every reason where all are closed', async () => {
    const { made, send } = onTwo();
    made.points = { EMAIL: 'cp_2' };
    made.forbidden = { cp_2: unwanted };
    await send();
    expect(made.handedOver).toEqual([]);
    expect(made.events).toMatchObject([
      { status: 'SUPPRESSED', channel: 'SMS', reasons: ['NO_ADDRESS', 'PURPOSE_WITHDRAWN'] },
    ]);
  });
});
