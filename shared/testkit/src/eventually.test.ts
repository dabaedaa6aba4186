import { describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';

describe('eventually', () => {
  test('answers what was seen once it can be seen', async () => {
    let looks = 0;
    const seen = await eventually(
      () => {
        looks += 1;
        if (looks < 3) throw new Error('not yet');
        return looks;
      },
      { everyMs: 1 },
    );
    expect(seen).toBe(3);
  });

  test('keeps the last failure', async () => {
    let looks = 0;
    const look = (): never => {
      looks += 1;
      throw new Error(`look ${looks}`);
    };
    const failure = await eventually(look, { timeoutMs: 40, everyMs: 10 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: `not within 40 ms: look ${looks}`, cause: { message: `look ${looks}` } });
    expect(looks).toBeGreaterThan(1);
  });

  test('does not wait for a look that hangs', async () => {
    const never = new Promise<void>(() => undefined);
    await expect(eventually(() => never, { timeoutMs: 30 })).rejects.toThrow('not within 30 ms');
  });
});
