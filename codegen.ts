import type { CodegenConfig } from '@graphql-codegen/cli';
import { mappers as behavior } from './services/behavior/src/graphql/mappers.ts';
import { mappers as consent } from './services/consent/src/graphql/mappers.ts';
import { mappers as decisioning } from './services/decisioning/src/graphql/mappers.ts';
import { mappers as experimentation } from './services/experimentation/src/graphql/mappers.ts';
import { mappers as messaging } from './services/messaging/src/graphql/mappers.ts';
import { mappers as partners } from './services/partners/src/graphql/mappers.ts';
import { mappers as profile } from './services/profile/src/graphql/mappers.ts';

const services = { profile, behavior, decisioning, consent, messaging, experimentation, partners };

/** Typed resolvers of every service, from its schema.graphql and its mappers to domain types. */
const config: CodegenConfig = {
  errorsOnly: true,
  generates: Object.fromEntries(
    Object.entries(services).map(([service, mappers]) => [
      `services/${service}/src/graphql/generated.ts`,
      {
        schema: ['shared/contracts/common.graphql', `services/${service}/schema.graphql`],
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          contextType: './context.ts#Context',
          // Profile answers with its own customer, everybody else with the id alone.
          mappers: { Customer: '@rapport/contracts#CustomerRef', ...mappers },
          enumsAsTypes: true,
          immutableTypes: true,
          useTypeImports: true,
          emitLegacyCommonJSImports: false,
          defaultScalarType: 'unknown',
          scalars: {
            ID: 'string',
            DateTime: { input: 'string', output: 'string | Date' },
            LocalDate: 'string',
            Decimal: 'string',
            CurrencyCode: 'string',
            TimeZone: 'string',
            Locale: 'string',
          },
        },
      },
    ]),
  ),
};
// The one default export of the house: the generator reads nothing else.
export default config;
