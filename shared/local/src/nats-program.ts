/** An executable nats-server; `version` as in 2.10.27. */
export interface NatsProgram {
  readonly path: string;
  readonly version: string;
}
