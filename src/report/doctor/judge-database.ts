import { ok, warn, wrong, type Check } from './check.ts';

/** What was found of the database, by looking and without changing it. */
export interface DatabaseFacts {
  readonly kind: 'embedded' | 'server';
  /** Why it can not be used; absent when it can. */
  readonly problem?: string;
  /** Last migration that ran; 0 when there is nothing yet. */
  readonly version: number;
  readonly latest: number;
  /** True for one that this login may bring up to date at the next start. */
  readonly isOwner: boolean;
  /** What start-up says of the rights. */
  readonly notices: readonly string[];
  /** `INSERT on plans`: what this worker needs and its login may not. */
  readonly missingRights: readonly string[];
}

const NAMES = { embedded: 'embedded PostgreSQL', server: 'PostgreSQL' } as const;

const MIGRATE = 'Start once with the DATABASE_URL of the owner of the schema.';

const judgeVersion = ({ kind, version, latest, isOwner }: DatabaseFacts): Check => {
  const check = 'Database';
  const found = `${NAMES[kind]} at version ${version} of ${latest}`;
  if (version === latest) return ok(check, found);
  if (version > latest) {
    return wrong(
      check,
      found,
      'Start the version of aws-coworker that migrated it, or a newer one.',
    );
  }
  if (!isOwner) return wrong(check, found, MIGRATE);
  return ok(check, `${found}; the next start brings it up to date`);
};

const judgeRights = (facts: DatabaseFacts, isAlone: boolean): readonly Check[] => {
  const check = 'Database rights';
  const roles = 'Use PostgreSQL and the roles of infrastructure/database/roles.sql.';
  const missing = facts.missingRights.map((right) => wrong(check, `no ${right}`, MIGRATE));
  const notices = facts.notices.map((notice) =>
    isAlone ? warn(check, notice, roles) : wrong(check, notice, roles),
  );
  const rows = [...missing, ...notices];
  return rows.length === 0 ? [ok(check, 'separated: this worker has its own, and no more')] : rows;
};

/**
 * State and rights of the database. One process for all workers can not separate rights, which is
 * worth a warning; a worker of its own that has those of another is wrong.
 */
export const judgeDatabase = (facts: DatabaseFacts, isAlone: boolean): readonly Check[] => {
  if (facts.problem !== undefined) {
    const mend = facts.kind === 'server' ? 'Look at DATABASE_URL.' : 'Look at DATA_DIR.';
    return [wrong('Database', facts.problem, mend)];
  }
  return [judgeVersion(facts), ...judgeRights(facts, isAlone)];
};
