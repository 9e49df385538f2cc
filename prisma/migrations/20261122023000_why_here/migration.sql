-- Why an alert is in its channel is kept as what happened, so that it is said in the language of whoever reads it. Until now it
-- was English words; of a route's conditions, which cannot be read back from them, only the route's number stays.
ALTER TABLE "alert"
  ALTER COLUMN "because" TYPE JSONB USING CASE
    WHEN "because" = 'this reason''s channel' THEN '{"by":"reason"}'::jsonb
    WHEN "because" = 'the team''s channel' THEN '{"by":"team"}'::jsonb
    WHEN "because" = 'the default channel' THEN '{"by":"default"}'::jsonb
    WHEN "because" ~ '^route [0-9]+:' THEN
      jsonb_build_object('by', 'route', 'number', substring("because" FROM '^route ([0-9]+):')::int)
  END;
