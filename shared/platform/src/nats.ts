/** The one door to the client library: whoever needs a part of it takes it from here. */
export {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  DiscardPolicy,
  headers,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  NatsError,
  nanos,
  RetentionPolicy,
  StorageType,
  type StreamUpdateConfig,
  type Subscription,
} from 'nats';

import { inboxPrefixOf } from '@rapport/contracts';
import { connect, DebugEvents, Events, type NatsConnection } from 'nats';
import type { Log } from './log.ts';

export type Nats = NatsConnection;

/**
 * Connects to NATS with the credentials in the URL. Reconnects for ever, with a reply inbox of the process's own.
 * @throws when no server answers within five seconds
 */
export const connectNats = async (url: string, name: string, log: Log): Promise<Nats> => {
  const { protocol, host, username, password } = new URL(url);
  const connection = await connect({
    servers: `${protocol}//${host}`,
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
    name: `rapport-${name}`,
    inboxPrefix: inboxPrefixOf(name),
    timeout: 5_000,
    reconnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 10_000,
    maxPingOut: 3,
    ignoreClusterUpdates: true,
  });
  void (async () => {
    for await (const { type, data } of connection.status()) {
      if (type === DebugEvents.PingTimer) continue;
      const level = type === Events.Error || type === Events.Disconnect ? 'warn' : 'info';
      log[level]({ type, data: typeof data === 'string' ? data : null }, 'the connection to NATS changed');
    }
  })();
  return connection;
};
