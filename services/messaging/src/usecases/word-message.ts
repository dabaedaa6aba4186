import type { Tx } from '@rapport/contracts';
import type { OutboundMessage } from '../domain/message.ts';
import { templateOf, WORDINGS } from '../domain/templates/catalogue.ts';
import { type Rendered, renderTemplate } from '../domain/templates/template.ts';
import { chooseWording } from '../domain/wording/choose-wording.ts';
import type { Wording } from '../domain/wording/wording.ts';
import type { Ports } from './ports.ts';

/** A message in the words that this customer gets. */
export type Worded = { readonly rendered: Rendered | null; readonly wording: Wording | null };

type Subject = Pick<OutboundMessage, 'customerId' | 'template' | 'channel'>;

const findWording = async (
  { stores }: Pick<Ports, 'stores'>,
  tx: Tx,
  { customerId, template }: Subject,
  toldAt: Date | null,
): Promise<Wording | null> => {
  const wordings = WORDINGS.get(template);
  if (!wordings) return null;
  const { currentId, known } = await stores.wordings.findKnown(tx, customerId, template);
  const flag = await stores.wordings.findFlag(tx, wordings.flagKey);
  const names = [...wordings.templates.keys()];
  const wording = chooseWording({ currentId, flag, known, names, standard: wordings.standard });
  await stores.wordings.save(tx, {
    customerId,
    template,
    name: wording.name,
    experimentKey: wording.experiment?.key ?? null,
    variationKey: wording.experiment?.variation ?? null,
    chosenAt: tx.now,
    toldAt,
  });
  return wording;
};

/**
 * Puts a message into the customer's language and wording, and remembers the wording. The customer must be locked.
 * @param isTold whether it is about to leave; before that the customer may at most have read it while it waits
 */
export const wordMessage =
  (ports: Pick<Ports, 'stores' | 'brand'>) =>
  async (tx: Tx, subject: Subject, { isTold }: { isTold: boolean }): Promise<Worded> => {
    const { customerId, template: actionKey, channel } = subject;
    const wording = await findWording(ports, tx, subject, isTold ? tx.now : null);
    const template = templateOf(actionKey, wording?.name ?? null);
    if (!template) return { rendered: null, wording };
    const locale = await ports.stores.customers.findLocale(customerId, tx);
    return { rendered: renderTemplate(template, { channel, locale, brand: ports.brand }), wording };
  };
