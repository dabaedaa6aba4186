import type { IngestCall } from '@rapport/contracts';

/** A raw call with the source that sent it and when it was received. */
export type SourcedCall = IngestCall & { readonly source: string; readonly receivedAt: string };

/** When a call's facts hold from. A sender's clock that runs ahead must not freeze a fact until that day comes. */
export const observedAtOf = ({ timestamp, receivedAt }: SourcedCall): Date =>
  new Date(Math.min(Date.parse(timestamp), Date.parse(receivedAt)));

/** Text as PostgreSQL can keep it: whole Unicode, without NUL. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();
