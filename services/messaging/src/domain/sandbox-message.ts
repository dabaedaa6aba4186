/** A message on the sandbox handset, a stand-in for a provider, for trying things out. */
export type SandboxMessage = {
  readonly messageId: string;
  readonly contactPointId: string;
  readonly maskedAddress: string;
  readonly body: string;
  readonly takenAt: Date;
};
