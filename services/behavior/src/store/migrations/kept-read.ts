/**
 * A read that PostgreSQL takes longer to plan than to run, as one over years of parts: it is kept as a function whose
 * plans each connection makes once; which parts it has to visit is then found out at each call. It goes by index,
 * however small its tables were when the plan was made.
 * @param body what follows BEGIN, ended by a semicolon
 * @param variables what is declared before it
 */
export const keptRead = (name: string, parameters: string, columns: string, body: string, variables?: string): string =>
  `CREATE OR REPLACE FUNCTION ${name}(${parameters}) RETURNS TABLE (${columns})
   LANGUAGE plpgsql STABLE ROWS 100 SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
   #variable_conflict use_column
   ${variables === undefined ? '' : `DECLARE ${variables};`}
   BEGIN
     ${body}
   END $$`;
