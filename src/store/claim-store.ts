import type { PlanId } from '../task/ids.ts';
import type { IssueRef } from '../task/issue.ts';
import type { Database } from './database.ts';
import { integer, text } from './rows.ts';

/** A resource that the standing plan of another issue touches too. */
export interface Collision {
  readonly repositoryId: number;
  readonly issueNumber: number;
  /** As `claimKey` writes it. */
  readonly resource: string;
}

/** Which plan touches which resource. */
export interface ClaimStore {
  /** Notes what a plan touches. Noting it again changes nothing. */
  readonly insertClaims: (
    planId: PlanId,
    ref: IssueRef,
    resources: readonly string[],
  ) => Promise<void>;
  /** Standing plans of other issues that touch one of what this plan touches. Sorted. */
  readonly listCollisions: (planId: PlanId, ref: IssueRef) => Promise<readonly Collision[]>;
}

/** How an issue stands whose plan can still be carried out, or is being. */
const STANDING = ['AwaitingApproval', 'Blocked', 'InProgress'];

const INSERT = `
  INSERT INTO {s}.claims (plan_id, repository_id, number, resource)
  SELECT $1, $2, $3, unnest($4::text[]) ON CONFLICT DO NOTHING`;

/** A plan stands while it is the one that its issue names. */
const COLLISIONS = `
  SELECT DISTINCT other.repository_id, other.number, other.resource
  FROM {s}.claims own
  JOIN {s}.claims other ON other.resource = own.resource
  JOIN {s}.issues i ON i.repository_id = other.repository_id AND i.number = other.number
  WHERE own.plan_id = $1
    AND NOT (other.repository_id = $2 AND other.number = $3)
    AND i.status = ANY($4::text[])
    AND i.body::json->>'planId' = other.plan_id
  ORDER BY other.repository_id, other.number, other.resource`;

/** The claims of plans; those of plans that are over stay, and collide with nothing. */
export const claimStore = (db: Database): ClaimStore => ({
  insertClaims: async (planId, ref, resources) => {
    await db.query(INSERT, [planId, ref.repositoryId, ref.number, resources]);
  },
  listCollisions: async (planId, ref) => {
    const rows = await db.query(COLLISIONS, [planId, ref.repositoryId, ref.number, STANDING]);
    return rows.map((row) => ({
      repositoryId: integer(row, 'repository_id'),
      issueNumber: integer(row, 'number'),
      resource: text(row, 'resource'),
    }));
  },
});
