// What the tests of traits ask and change, as an agent and as an operator.
import type { Viewer } from '@rapport/contracts';
import { viewerOf } from '@rapport/testkit';
import type { Profile } from './start-profile.ts';

export const operator = viewerOf('OPERATOR');

type Said = { name: string; value: string; source: string; isTrusted?: boolean };
type Known = {
  displayName: string;
  locale: string;
  traits: (Said & { otherSources: Said[] })[];
  rejectedTraits: Said[];
};
type Payload = { done: { userErrors: { code: string; field: string }[]; schema?: { version: number } | null } };

export const valueOf = ({ traits }: Known, name: string) => traits.find((trait) => trait.name === name)?.value;

export const definition = (name: string, rest: object = {}) => ({
  name,
  description: 'What it is.',
  type: 'TEXT',
  dataClass: 'BEHAVIOURAL',
  ...rest,
});

/** Questions about traits, asked of the running service that `profile` names by then. */
export const traitsOf = (profile: () => Profile) => {
  const ask = async <Data>(viewer: Viewer, query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const { data, errors } = await profile().graph(viewer, query, variables);
    expect(errors).toEqual([]);
    return data as Data;
  };
  return {
    ask,
    known: async (id: string, viewer: Viewer = viewerOf('AGENT')): Promise<Known> =>
      (
        await ask<{ customer: Known }>(
          viewer,
          `query ($id: ID!) { customer(id: $id) { displayName locale rejectedTraits { name reason }
             traits { name value source observedAt confidence dataClass otherSources { value source isTrusted } } } }`,
          { id },
        )
      ).customer,
    changeSchema: async (input: object) =>
      (
        await ask<Payload>(
          operator,
          `mutation ($input: ChangeTraitSchemaInput!) {
             done: profileChangeTraitSchema(input: $input) { schema { version } userErrors { code field } } }`,
          { input: { reason: 'the CRM is the truth', ...input } },
        )
      ).done,
  };
};
