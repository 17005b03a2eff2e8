import { z } from 'zod';
import type { HealthConfig } from '../config/config.ts';
import type { JudgedResource } from '../report/health/judge.ts';
import type { HealthIssueRow } from '../store/health-store.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import { Fault } from '../task/fault.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';

/** The trust boundary of a standing look: what one worker asks and another answers. */

const asked = z.object({ now: z.string(), watched: z.array(z.string()) });

const evidence = z.object({
  rule: z.string(),
  severity: z.enum(['Degraded', 'Unhealthy']),
  seen: z.string(),
  limit: z.string(),
  detail: z.string(),
  heal: z.string(),
  request: z.string().exactOptional(),
  operation: z.string().exactOptional(),
});

const judged = z.object({
  id: z.string(),
  arn: z.string(),
  name: z.string(),
  resourceType: z.string(),
  region: z.string(),
  accountId: z.string(),
  status: z.enum(['Healthy', 'Degraded', 'Unhealthy', 'Unknown']),
  evidence: z.array(evidence),
  unknown: z.array(z.string()),
});

const answered = z.object({
  judged: z.array(judged),
  looked: z.array(z.string()),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  healable: z.custom<JsonObject>(isJsonObject).exactOptional(),
});

/** What is asked of the reader. */
export type LookAsked = z.infer<typeof asked>;

/** What the reader saw: what is ill and what is watched. */
export interface LookAnswered {
  readonly judged: readonly JudgedResource[];
  readonly looked: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** The accounts, in full, in which something could heal; see `parseAccounts`. */
  readonly healable?: JsonObject;
}

const parsed = <T>(schema: z.ZodType<T>, row: JsonObject | undefined, what: string): T => {
  const read = schema.safeParse(row);
  if (read.success) return read.data;
  throw new Fault('broken-promise', `a look at health has no ${what}`);
};

/** Reads what was asked of a look. */
export const parseLookAsked = (row: JsonObject): LookAsked => parsed(asked, row, 'question');

/** Reads what a look found. */
export const parseLookAnswered = (row: JsonObject): LookAnswered => parsed(answered, row, 'answer');

const HOUR_MS = 3_600_000;

/** The name of the look of a moment; every node gives it the same. */
export const lookId = ({ everyHours }: Pick<HealthConfig, 'everyHours'>, now: Date): string =>
  `health-${everyHours}h-${Math.floor(now.getTime() / (everyHours * HOUR_MS))}`;

/** Agents whose health a look remembers though nothing is wrong; of more it stays as it was. */
const MOST_AGENTS = 5000;

/** Everything that has an issue or an agent, by ARN. */
export const watchedBy = (
  issues: readonly HealthIssueRow[],
  agents: readonly ServiceAgent[],
): readonly string[] => [
  ...new Set([
    ...issues.flatMap(({ isOpen, members }) => (isOpen ? members.map(({ arn }) => arn) : [])),
    ...agents
      .filter(({ state }) => state !== 'Terminated')
      .flatMap(({ resource }) => [resource.arn, resource.id])
      .filter((text) => text.startsWith('arn:'))
      .slice(0, MOST_AGENTS),
  ]),
];

/** The line by which an issue is found again; a digest, because names of AWS may hold anything. */
export const healthMark = (digest: string): string => `<!-- aws-coworker:health ${digest} -->`;
