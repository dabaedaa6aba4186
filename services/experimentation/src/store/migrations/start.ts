import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `CREATE TABLE flag (
  key text COLLATE "C" PRIMARY KEY,
  description text NOT NULL,
  definition jsonb NOT NULL,
  changed_at timestamptz NOT NULL
)`;

/** The flags of a new installation, as GrowthBook's feature JSON. */
const FLAGS = [
  {
    key: 'help-message-wording',
    description: 'How a message that offers help is worded.',
    definition: {
      defaultValue: 'plain',
      rules: [
        {
          key: 'help-message-wording',
          variations: ['plain', 'warm'],
          meta: [{ key: 'plain' }, { key: 'warm' }],
          weights: [0.5, 0.5],
          coverage: 1,
          hashAttribute: 'id',
          hashVersion: 2,
          seed: 'help-message-wording-1',
        },
      ],
    },
  },
  {
    key: 'spending-insights',
    description: 'Whether the app shows where the money went.',
    definition: { defaultValue: true },
  },
];

/** The flags, and those that a new installation begins with. */
export class ExperimentationStart1764000001600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    for (const { key, description, definition } of FLAGS) {
      await runner.query('INSERT INTO flag (key, description, definition, changed_at) VALUES ($1, $2, $3, $4)', [
        key,
        description,
        JSON.stringify(definition),
        '2026-01-01T00:00:00.000Z',
      ]);
    }
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}
