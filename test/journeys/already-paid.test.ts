// "If you have already paid, please ignore this message": nobody has to write that, because who has paid is known.
import { customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';

const NOW = '2026-03-02T11:00:00.000Z';
const PAYMENTS = 5;

let house: TestHouse;
let id: string;

const userId = 'borrower-4711';
const loanId = 'loan-4711';
const EUR = { currency: 'EUR' };
const dueOn = (index: number) => new Date(Date.UTC(2026, 2 + index, 15)).toISOString().slice(0, 10);
const call = (event: string, properties: object) => ({
  type: 'track',
  userId,
  messageId: crypto.randomUUID(),
  event,
  properties,
});

type Loan = {
  alreadyPaid: boolean | null;
  nextDue: { dueOn: string; status: string } | null;
  outstanding: { amount: string } | null;
  arrears: unknown;
};
const loanOf = async (day?: string, who: Parameters<TestHouse['ask']>[0] = { role: 'agent' }): Promise<Loan[]> => {
  const { data, errors } = await house.ask<{ customer: { loans: Loan[] } | null }>(
    who,
    `query ($id: ID!, $day: LocalDate) { customer(id: $id) { loans {
       alreadyPaid(dueOn: $day) nextDue { dueOn status } outstanding { amount } arrears { days } } } }`,
    { id, day: day ?? null },
  );
  expect(errors).toEqual([]);
  return data.customer?.loans ?? [];
};
const send = async (...calls: object[]) => {
  const { status, body } = await house.send(calls);
  expect({ status, body }).toMatchObject({ status: 200, body: { success: true, rejected: [] } });
};
const pay = (index: number, amount = '160.00') =>
  send(
    call('Payment Received', {
      paymentId: `pay-${index}`,
      loanId,
      amount,
      ...EUR,
      receivedAt: house.rapport.now().toISOString(),
    }),
  );

beforeAll(async () => {
  house = await testHouse({ now: NOW });
  const instalments = Array.from({ length: 12 }, (_, index) => ({ dueOn: dueOn(index), amount: '160.00' }));
  await send(
    call('Loan Opened', { loanId, principal: '1800.00', ...EUR, openedAt: '2026-02-20T09:00:00Z' }),
    call('Schedule Agreed', { loanId, ...EUR, instalments }),
  );
  id = await customerOf(house, userId);
}, 60_000);
afterAll(() => house.stop());

test('before anything is paid, the first instalment is open', async () => {
  const open = { alreadyPaid: false, nextDue: { dueOn: dueOn(0), status: 'UPCOMING' }, arrears: null };
  await eventually(async () => expect(await loanOf()).toEqual([{ ...open, outstanding: { amount: '1920' } }]));
});

test('who has paid is known to have paid soon after the payment’s event', async () => {
  const delaysMs: number[] = [];
  for (let index = 0; index < PAYMENTS; index += 1) {
    expect(await loanOf(dueOn(index))).toMatchObject([{ alreadyPaid: false }]);
    const begun = performance.now();
    await pay(index);
    await eventually(async () => expect(await loanOf(dueOn(index))).toMatchObject([{ alreadyPaid: true }]), {
      everyMs: 10,
      timeoutMs: 15_000,
    });
    delaysMs.push(Math.round(performance.now() - begun));
  }
  // A measurement: how fast it is depends on the machine, that it comes does not.
  process.stdout.write(`already paid, from before the request until the graph says so: ${delaysMs.join(', ')} ms\n`);
  expect(await loanOf()).toMatchObject([
    { nextDue: { dueOn: dueOn(PAYMENTS) }, outstanding: { amount: String(1920 - PAYMENTS * 160) } },
  ]);
});

test('the borrower sees it too, and nobody else', async () => {
  expect(await loanOf(dueOn(0), { role: 'customer', subject: id })).toMatchObject([{ alreadyPaid: true }]);
  await send({ type: 'identify', userId: 'stranger', messageId: crypto.randomUUID(), traits: { name: 'Stranger' } });
  const stranger = await customerOf(house, 'stranger');
  expect(await loanOf(dueOn(0), { role: 'customer', subject: stranger })).toEqual([]);
});

test('a payment that did not stand is open again', async () => {
  const reversedAt = house.rapport.now().toISOString();
  const paymentId = `pay-${PAYMENTS - 1}`;
  await send(call('Payment Reversed', { paymentId, loanId, reversedAt, reason: 'INSUFFICIENT_FUNDS' }));
  await eventually(async () => expect(await loanOf(dueOn(PAYMENTS - 1))).toMatchObject([{ alreadyPaid: false }]));
});
