import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months of computed traits, named as the partition job names them. */
const months = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => {
    const [from, to] = [new Date(Date.UTC(year, index, 1)), new Date(Date.UTC(year, index + 1, 1))];
    const [start, end] = [from, to].map((day) => day.toISOString().slice(0, 10));
    return `CREATE TABLE trait_bucket_${start!.replaceAll('-', '')} PARTITION OF trait_bucket
            FOR VALUES FROM ('${start}') TO ('${end}')`;
  });

/** The version before writes one statement per trait: each is kept as what its source said. */
const CARRY_OVER = `
  INSERT INTO trait_statement AS kept (customer_id, name, source, value, observed_at, confidence)
  SELECT NEW.customer_id, NEW.name, NEW.source, NEW.value, NEW.observed_at, NEW.confidence
  ON CONFLICT (customer_id, name, source) DO UPDATE
  SET value = excluded.value, observed_at = excluded.observed_at, confidence = excluded.confidence
  WHERE (kept.confidence, kept.observed_at) <= (excluded.confidence, excluded.observed_at)`;

const STATEMENTS = [
  `CREATE TABLE trait_statement (
     customer_id text COLLATE "C" NOT NULL,
     name text COLLATE "C" NOT NULL,
     source text COLLATE "C" NOT NULL,
     value jsonb NOT NULL,
     observed_at timestamptz NOT NULL,
     confidence double precision NOT NULL,
     PRIMARY KEY (customer_id, name, source)
   )`,
  `CREATE FUNCTION carry_trait_over() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN ${CARRY_OVER}; RETURN NEW; END $$`,
  `CREATE TRIGGER trait_carried_over AFTER INSERT OR UPDATE ON trait
     FOR EACH ROW EXECUTE FUNCTION carry_trait_over()`,
  `INSERT INTO trait_statement (customer_id, name, source, value, observed_at, confidence)
     SELECT customer_id, name, source, value, observed_at, confidence FROM trait ON CONFLICT DO NOTHING`,
  `CREATE TABLE trait_schema (
     version integer PRIMARY KEY,
     schema jsonb NOT NULL,
     changed_by text COLLATE "C" NOT NULL,
     changed_at timestamptz NOT NULL,
     reason text NOT NULL,
     settled_after text COLLATE "C"
   )`,
  `CREATE TABLE computed_trait (
     name text COLLATE "C" NOT NULL,
     version integer NOT NULL,
     declaration jsonb NOT NULL,
     summary integer NOT NULL,
     counts_from timestamptz NOT NULL,
     declared_by text COLLATE "C" NOT NULL,
     declared_at timestamptz NOT NULL,
     reason text NOT NULL,
     ended_at timestamptz,
     ended_by text COLLATE "C",
     end_reason text,
     is_cleared boolean NOT NULL,
     PRIMARY KEY (name, version)
   )`,
  `CREATE TABLE trait_bucket (
     customer_id text COLLATE "C" NOT NULL,
     name text COLLATE "C" NOT NULL,
     summary integer NOT NULL,
     day date NOT NULL,
     last_at timestamptz NOT NULL,
     state jsonb NOT NULL,
     PRIMARY KEY (customer_id, name, summary, day)
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE trait_bucket_default PARTITION OF trait_bucket DEFAULT`,
  `CREATE TABLE trait_bucket_ever PARTITION OF trait_bucket FOR VALUES FROM ('1970-01-01') TO ('1970-01-02')`,
  ...[2026, 2027].flatMap(months),
];

/** What each source says of a trait, what traits have to be, and traits that are computed. */
export class ProfileTraits1764000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what several sources said would be forgotten: restore the database instead');
  }
}
