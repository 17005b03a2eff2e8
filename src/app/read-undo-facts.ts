import { readOwnStack, readProperties } from '../services/facts.ts';
import type { AwsReader } from '../services/aws-reader.ts';
import type { Undo } from '../plan/inputs.ts';
import type { Step } from '../plan/step.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import type { JsonObject } from '../task/json.ts';
import type { ReaderAws } from './reader-deps.ts';

const readStep = async (reader: AwsReader, step: Step): Promise<JsonObject> => {
  if (step.kind === 'deploy') {
    const stack = await readOwnStack(reader, step.region, step.stackName);
    return { stack: typeof stack === 'string' ? null : stack };
  }
  if (step.kind !== 'change') return {};
  const target = { region: step.region, type: step.typeName, physicalId: step.identifier };
  return { properties: (await readProperties(reader, target)) ?? null };
};

/** What is there now of every step that is to be undone, by step id. */
export const readUndoFacts = async (
  aws: Pick<ReaderAws, 'openReader'>,
  undo: Undo,
): Promise<Decided<Readonly<Record<string, JsonObject>>>> => {
  const facts: Record<string, JsonObject> = {};
  for (const step of undo.plan.steps) {
    if (!undo.stepIds.includes(step.id)) continue;
    const reader = await aws.openReader(step.accountId);
    if (!reader.ok) return reader;
    facts[step.id] = await readStep(reader.value, step);
  }
  return accepted(facts);
};
