import type { PgBoss } from 'pg-boss';
import { queueSchema } from './boss.ts';
import type { Database } from './database.ts';
import { IN_LINE, LINE, priorityOf } from './line.ts';

/**
 * Jobs of an earlier version stand in queues of their own. They are moved into the line of their
 * issue, oldest first as they were, so that an upgrade loses no webhook and no outcome; what an old
 * process had begun is begun again, as after its death.
 */
const MOVE = `UPDATE {q}.job_common AS old SET
    name = $1,
    data = jsonb_build_object('to', old.name, 'job', old.data),
    state = 'created',
    started_on = NULL,
    priority = (array_position($2::text[], old.name) - 1),
    singleton_key = CASE
      WHEN old.data ? 'repositoryId' AND old.data ? 'number'
        THEN 'issue-' || (old.data ->> 'repositoryId') || '-' || (old.data ->> 'number')
      WHEN old.singleton_key ~ '^[0-9]+#[0-9]+$'
        THEN 'issue-' || replace(old.singleton_key, '#', '-')
      ELSE old.singleton_key END
  WHERE old.name = ANY($2::text[]) AND old.state IN ('created', 'retry', 'active')`;

/** Does nothing where no queue of an earlier version is left. Needs the owner's rights. */
export const moveIntoLine = async (db: Database, boss: PgBoss): Promise<void> => {
  const names = (await boss.getQueues()).map(({ name }) => name);
  const old = names.filter((name) => IN_LINE.some((one) => one === name));
  if (old.length === 0) return;
  const inOrder = IN_LINE.toSorted((a, b) => priorityOf(a) - priorityOf(b));
  await db.query(MOVE.replaceAll('{q}', `"${queueSchema(db.schema)}"`), [LINE, inOrder]);
  for (const name of old) await boss.deleteQueue(name);
};
