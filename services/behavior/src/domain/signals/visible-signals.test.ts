import { visibleSignals } from './visible-signals.ts';

const STATES = [{ kind: 'FINANCIAL_STRESS' }, { kind: 'ILLNESS' }, { kind: 'TRAVEL' }];
const seen = (role: 'CUSTOMER' | 'AGENT' | 'SUPERVISOR', kinds: readonly string[] | null) =>
  visibleSignals(STATES, { roles: [role] }, kinds).map(({ kind }) => kind);

test('nobody meets a guess about health, family or a death who did not ask for it', () => {
  for (const role of ['CUSTOMER', 'AGENT', 'SUPERVISOR'] as const) {
    expect(seen(role, null)).toEqual(['FINANCIAL_STRESS', 'TRAVEL']);
  }
});

test('who asks by name sees it, where it is theirs to see', () => {
  expect(seen('CUSTOMER', ['ILLNESS'])).toEqual(['ILLNESS']);
  expect(seen('SUPERVISOR', ['ILLNESS', 'TRAVEL'])).toEqual(['ILLNESS', 'TRAVEL']);
  expect(() => seen('AGENT', ['ILLNESS'])).toThrow('open to the customer');
  expect(seen('AGENT', ['TRAVEL'])).toEqual(['TRAVEL']);
});

test('a kind that there is not is refused by name', () => {
  expect(() => seen('AGENT', ['LUCK'])).toThrow('"LUCK" is no kind of signal');
});
