import { pageOf } from '@rapport/platform';
import type { PageById } from '../usecases/ports.ts';

export const pageById: PageById = (page, read) =>
  pageOf(
    page,
    ({ id }) => [id],
    (limit, after) => read(limit, after?.[0] ?? null),
  );
