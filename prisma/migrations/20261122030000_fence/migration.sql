-- The second lock between workspaces. Whoever asks as earshot_fenced sees and writes only rows of the workspace that the
-- setting earshot.workspace names, whatever the statement forgot; for every other role all stays as it was.

-- The tables of workspaces' rows that have no fence.
CREATE FUNCTION "earshot_unfenced"() RETURNS SETOF regclass LANGUAGE sql STABLE AS $unfenced$
  SELECT c.oid::regclass FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = CASE c.relname WHEN 'workspace' THEN 'id' ELSE 'workspace_id' END
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity
    AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'one_workspace'))
$unfenced$;

-- Fences what has no fence. Called after each migration: for the tables that are new, and for all of them once the role is
-- there. Where this login may not make the role, or does not own the tables, nothing changes, and earshot doctor says so.
CREATE FUNCTION "earshot_fence"() RETURNS void LANGUAGE plpgsql AS $fence$
DECLARE
  rows regclass;
  ids text;
BEGIN
  IF to_regrole('earshot_fenced') IS NULL THEN
    BEGIN
      CREATE ROLE earshot_fenced NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- roles are the whole server's: another of its databases was first
    END;
  END IF;
  -- From 16 on, who may give a role away is a member that may not take it.
  IF NOT pg_has_role('earshot_fenced', CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
    BEGIN
      GRANT earshot_fenced TO CURRENT_USER;
    EXCEPTION WHEN unique_violation THEN
      NULL; -- as above
    END;
  END IF;
  FOR rows IN SELECT earshot_unfenced() LOOP
    -- A sub-select is asked once a statement, and not of each row. The CASE keeps the planner from an index by it: every
    -- statement names its workspace itself, and without statistics one by the workspace alone looks as good as one by a row's id.
    EXECUTE format($policies$
      ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY;
      DROP POLICY IF EXISTS every_row ON %1$s;
      DROP POLICY IF EXISTS one_workspace ON %1$s;
      CREATE POLICY every_row ON %1$s USING (true);
      CREATE POLICY one_workspace ON %1$s AS RESTRICTIVE TO earshot_fenced
        USING (CASE WHEN %2$I = (SELECT current_setting('earshot.workspace')::uuid) THEN true ELSE false END);
      GRANT SELECT, INSERT, UPDATE, DELETE ON %1$s TO earshot_fenced
    $policies$, rows, CASE rows WHEN 'workspace'::regclass THEN 'id' ELSE 'workspace_id' END);
    FOR ids IN SELECT s.oid::regclass FROM pg_class s JOIN pg_depend d ON d.objid = s.oid
      WHERE s.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = rows
    LOOP
      EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO earshot_fenced', ids);
    END LOOP;
  END LOOP;
  IF NOT has_function_privilege('earshot_fenced', 'customers_named(uuid, text[], int, int)', 'EXECUTE') THEN
    GRANT EXECUTE ON FUNCTION customers_named(uuid, text[], int, int) TO earshot_fenced;
  END IF;
  IF to_regclass('_prisma_migrations') IS NOT NULL AND NOT has_table_privilege('earshot_fenced', '_prisma_migrations', 'SELECT') THEN
    GRANT SELECT ON _prisma_migrations TO earshot_fenced;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'workspaces are not fenced: %', SQLERRM;
END $fence$;

-- Under a fence PostgreSQL uses an index only for operators that cannot leak what they compare, and LIKE may: so names are
-- looked up as the tables' owner, who has no fence, and the workspace is asked for here. Each pattern is a condition of its
-- own because the index serves no LIKE ALL, and the patterns are constants because its plan depends on them. Of the
-- namesakes that are looked at the ones heard of last: that needs no row of a contact, which a fence would read.
DO $define$
BEGIN
  EXECUTE format($function$
    CREATE FUNCTION "customers_named"("of_workspace" uuid, "patterns" text[], "namesakes" int, "most" int) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = %I, pg_temp AS $body$
    BEGIN
      IF current_setting('role') = 'earshot_fenced' AND of_workspace::text <> current_setting('earshot.workspace') THEN
        RETURN;
      END IF;
      RETURN QUERY EXECUTE 'SELECT id FROM (SELECT id FROM customer WHERE workspace_id = $1'
        || (SELECT string_agg(format(' AND name_key LIKE %%L', pattern), '') FROM unnest(patterns) AS p (pattern))
        || ' LIMIT $2) named ORDER BY (SELECT max(occurred_at) FROM contact WHERE customer_id = named.id) DESC NULLS LAST, id LIMIT $3'
        USING of_workspace, namesakes, most;
    END $body$
  $function$, current_schema());
END $define$;
REVOKE EXECUTE ON FUNCTION "customers_named"(uuid, text[], int, int) FROM PUBLIC;

SELECT "earshot_fence"();
