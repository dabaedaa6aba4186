import type { IngestCall } from '@rapport/contracts';

/** A call together with where it came from. */
export type IngestedCall = IngestCall & { readonly source: string; readonly receivedAt: string };
