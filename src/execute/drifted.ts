import { z } from 'zod';
import type { ChangeSetChange } from '../plan/preview.ts';
import { readProperties } from '../services/facts.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import { stale } from './execution-refusals.ts';
import type { StepContext } from './step-context.ts';

type Context = Pick<StepContext, 'step' | 'watcher'>;

/** What a drift-aware change set says of a resource that somebody changed by hand. */
const driftedChange = z.object({
  ResourceChange: z.object({
    LogicalResourceId: z.string(),
    PhysicalResourceId: z.string(),
    ResourceType: z.string(),
    ResourceDriftStatus: z.enum(['MODIFIED', 'DELETED']),
    Details: z
      .array(
        z.object({
          Target: z
            .object({
              Path: z.string().default(''),
              Drift: z.object({ ActualValue: z.string().optional() }).optional(),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});

type Drifted = z.infer<typeof driftedChange>['ResourceChange'];

const memberOf = (value: Json | undefined, name: string): Json | undefined => {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
  return isJsonObject(value) ? value[name] : undefined;
};

/** The value at `/Properties/A/0/B`. */
const valueAt = (properties: JsonObject, path: string): Json | undefined =>
  path.split('/').slice(2).reduce<Json | undefined>(memberOf, properties);

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** CloudFormation writes values as text: words as they are, all others as JSON. */
const isStill = (now: Json | undefined, told: string | undefined): boolean =>
  now === told ||
  (now !== undefined && told !== undefined && canonicalJson(now) === canonicalJson(readJson(told)));

const hasMoved = ({ Details }: Drifted, properties: JsonObject): boolean =>
  Details.some(({ Target }) => {
    if (Target?.Drift === undefined) return false;
    return !isStill(valueAt(properties, Target.Path), Target.Drift.ActualValue);
  });

const moved = async (context: Context, drifted: Drifted): Promise<boolean> => {
  const { watcher, step } = context;
  const target = {
    region: step.region,
    type: drifted.ResourceType,
    physicalId: drifted.PhysicalResourceId,
  };
  const properties = await readProperties(watcher, target);
  if (properties === undefined) return drifted.ResourceDriftStatus === 'MODIFIED';
  return drifted.ResourceDriftStatus === 'DELETED' || hasMoved(drifted, properties);
};

/**
 * What somebody changed by hand is read again just before it is overwritten: it must be as the
 * change set saw it, and people with it. Undefined when it is, and where nothing has drifted.
 */
export const driftObstacle = async (
  context: Context,
  changes: readonly ChangeSetChange[],
): Promise<Refusal | undefined> => {
  for (const change of changes) {
    const parsed = driftedChange.safeParse(change);
    if (!parsed.success || !(await moved(context, parsed.data.ResourceChange))) continue;
    return stale(`${parsed.data.ResourceChange.LogicalResourceId} was changed by hand once more.`);
  }
  return undefined;
};
