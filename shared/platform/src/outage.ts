import { RapportError } from '@rapport/contracts';

/** PostgreSQL: connection exceptions (class 08), too few resources (53), stopping or starting (57P01 to 57P03). */
const DATABASE_AWAY = /^(08|53|57P0[123])/;
const SOCKET_GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  // The same in the NATS client's words.
  'CONNECTION_REFUSED',
  'CONNECTION_CLOSED',
  'DISCONNECT',
  'TIMEOUT',
]);
const CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/**
 * Whether something failed because another part of the house is away, be it a service or the database. That is no
 * fault of the event in hand, which waits for as long as it takes and is never given up for it.
 */
export const isOutage = (thrown: unknown): boolean => {
  if (thrown instanceof RapportError) return thrown.code === 'UNAVAILABLE';
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (DATABASE_AWAY.test(code) || SOCKET_GONE.has(code))) return true;
  return typeof message === 'string' && CONNECTION_LOST.test(message);
};
