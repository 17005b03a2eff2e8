-- Database roles of the workers. Written by src/store/rights.ts; a test compares.
--
-- 1. Run this file as an administrator of the database server.
-- 2. Give each worker a login of its own, for example:
--      CREATE ROLE orchestrator_login LOGIN PASSWORD '...' IN ROLE coworker_orchestrator;
-- 3. Start once with the DATABASE_URL of the owner, who makes the tables and grants the rights:
--      redemptions, journal, outcomes and heals: the deployer alone inserts;
--      approvals and releases: the orchestrator alone inserts;
--      plans, shown, approvals, redemptions, journal, outcomes, heals, ledger: nobody updates or
--      deletes;
--      jobs: each takes those of its own queues and queues what its station says, by row security.
-- 4. Start each worker with the DATABASE_URL of its own login.

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'coworker_orchestrator') THEN
    CREATE ROLE coworker_orchestrator NOLOGIN;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'coworker_reader') THEN
    CREATE ROLE coworker_reader NOLOGIN;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'coworker_deployer') THEN
    CREATE ROLE coworker_deployer NOLOGIN;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'coworker_model') THEN
    CREATE ROLE coworker_model NOLOGIN;
  END IF;
END $$;
