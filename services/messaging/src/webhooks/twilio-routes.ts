import formbody from '@fastify/formbody';
import { type Channel, contactPointIdOf, forbidden, maskAddress, normalisePhone, parseInput } from '@rapport/contracts';
import type { ServiceEdges } from '@rapport/platform';
import { z } from 'zod';
import type { Incoming } from '../usecases/receive-message.ts';
import type { DeliveryReport } from '../usecases/record-delivery.ts';
import { type FormParameters, isSignedByTwilio } from './twilio-signature.ts';
import { twiml } from './twiml.ts';

const FORM_BYTES_MAX = 65_536;

/** What we read of an inbound message; whatever else Twilio sends is welcome and ignored. */
const inboundForm = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string().max(256),
  Body: z.string().max(4_096).default(''),
  NumMedia: z.coerce.number().int().min(0).catch(0).default(0),
  OptOutType: z.enum(['STOP', 'START', 'HELP']).nullable().catch(null).default(null),
});

const statusForm = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().max(32),
  ErrorCode: z.string().max(16).nullable().default(null),
});

/** What each final status of Twilio means; the others say nothing new. */
const REPORTS: Readonly<Record<string, DeliveryReport['said']>> = {
  delivered: 'DELIVERED',
  read: 'DELIVERED',
  failed: 'REFUSED',
  undelivered: 'REFUSED',
};

const channelOf = (from: string, mediaCount: number): Channel => {
  if (from.startsWith('whatsapp:')) return 'WHATSAPP';
  if (from.startsWith('rcs:')) return 'RCS';
  return mediaCount > 0 ? 'MMS' : 'SMS';
};

type Parts = {
  readonly settings: { readonly token: string; readonly publicUrl: string; readonly contactPointKey: Uint8Array };
  readonly does: {
    readonly receiveMessage: (incoming: Incoming) => Promise<string | null>;
    readonly recordDelivery: (report: DeliveryReport) => Promise<void>;
  };
  readonly log: { warn(details: object, message: string): void };
};

/** A form as an incoming message, or null where its sender cannot be a telephone number. */
const incomingOf = (form: z.output<typeof inboundForm>, key: Uint8Array): Incoming | null => {
  const number = normalisePhone(form.From);
  if (!number) return null;
  return {
    providerId: form.MessageSid,
    contactPointId: contactPointIdOf(key, 'PHONE', number),
    maskedAddress: maskAddress('PHONE', number),
    channel: channelOf(form.From, form.NumMedia),
    text: form.Body,
    providerIntent: form.OptOutType,
  };
};

/** The paths that Twilio calls. What it did not sign is refused before anything is made of it. */
export const twilioRoutes =
  ({ settings, does, log }: Parts): NonNullable<ServiceEdges<never>['routes']> =>
  async (http) => {
    await http.register(async (scope) => {
      await scope.register(formbody, { bodyLimit: FORM_BYTES_MAX });
      scope.addHook('preHandler', async (request) => {
        const signed = isSignedByTwilio(settings.token, {
          signature: request.headers['x-twilio-signature']?.toString(),
          url: new URL(request.url, settings.publicUrl).href,
          parameters: (request.body ?? {}) as FormParameters,
        });
        if (!signed) {
          throw forbidden(
            'X-Twilio-Signature does not fit: check TWILIO_AUTH_TOKEN, and that PUBLIC_URL is what Twilio calls',
          );
        }
      });
      scope.post('/webhooks/twilio/inbound', async (request, reply) => {
        const form = parseInput(inboundForm, request.body, 'form');
        const incoming = incomingOf(form, settings.contactPointKey);
        void reply.type('text/xml');
        if (!incoming) {
          log.warn({ messageSid: form.MessageSid }, 'an inbound message came from no telephone number');
          return reply.status(400).send(twiml(null));
        }
        return reply.send(twiml(await does.receiveMessage(incoming)));
      });
      scope.post('/webhooks/twilio/status', async (request, reply) => {
        const { MessageSid, MessageStatus, ErrorCode } = parseInput(statusForm, request.body, 'form');
        const said = REPORTS[MessageStatus];
        if (said) await does.recordDelivery({ providerId: MessageSid, said, code: ErrorCode });
        return reply.status(204).send();
      });
    });
  };
