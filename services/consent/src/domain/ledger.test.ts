import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { checkLedger, type LedgerContent, type LedgerEntry, nextEntry } from './ledger.ts';

const at = new Date('2026-03-02T11:00:00Z');

const chainOf = (contents: readonly Record<string, unknown>[]) => {
  const entries: LedgerEntry[] = [];
  const kept: LedgerContent[] = [];
  for (const [index, content] of contents.entries()) {
    const salt = new Uint8Array(32).fill(index + 1);
    const made = nextEntry(
      entries.at(-1) ?? null,
      { holderId: 'cus_1', kind: 'CONSENT_GRANTED', content },
      { recordedAt: at, salt },
    );
    entries.push(made.entry);
    kept.push(made.content);
  }
  return { entries, contents: kept };
};

const contents = fc.array(fc.record({ purpose: fc.string(), channel: fc.string() }), { minLength: 2, maxLength: 8 });

test('a chain that grew entry by entry is intact, with its contents and after their erasure', () => {
  fc.assert(
    fc.property(contents, (said) => {
      const { entries, contents: kept } = chainOf(said);
      expect(checkLedger(entries, kept)).toMatchObject({ intact: true, entryCount: said.length, brokenAt: null });
      expect(checkLedger(entries, [])).toMatchObject({ intact: true });
    }),
    fcOptions(),
  );
});

test('any change, gap or swap is found where it begins', () => {
  fc.assert(
    fc.property(contents, fc.nat(), fc.constantFrom('kind', 'commitment', 'hash', 'recordedAt'), (said, at_, field) => {
      const { entries, contents: kept } = chainOf(said);
      const index = at_ % entries.length;
      const forged = { ...entries[index]!, [field]: field === 'recordedAt' ? new Date(0) : 'forged' };
      expect(checkLedger(entries.with(index, forged as LedgerEntry), kept).brokenAt).toBe(index + 1);
      if (index < entries.length - 1) {
        expect(checkLedger(entries.toSpliced(index, 1), kept).intact).toBe(false);
        const swapped = entries.with(index, entries[index + 1]!).with(index + 1, entries[index]!);
        expect(checkLedger(swapped, kept).intact).toBe(false);
      }
    }),
    fcOptions(),
  );
});

test('a content that is not the one committed to is found', () => {
  const { entries, contents: kept } = chainOf([{ purpose: 'MARKETING' }, { purpose: 'RESEARCH' }]);
  const altered = kept.with(1, { ...kept[1]!, content: { purpose: 'SERVICE' } });
  expect(checkLedger(entries, altered)).toMatchObject({ intact: false, brokenAt: 2 });
});

test('the same content commits differently each time, so that nobody can guess it', () => {
  const { entries } = chainOf([{ purpose: 'MARKETING' }, { purpose: 'MARKETING' }]);
  expect(entries[0]!.commitment).not.toBe(entries[1]!.commitment);
});
