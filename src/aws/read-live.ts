import type { LiveValue, StackPreview } from '../plan/preview.ts';
import { DRIFT_AWARE } from '../plan/drift.ts';
import { readLive } from '../services/live/facts.ts';
import { isJsonObject, type Json } from '../task/json.ts';
import type { AccountSession } from './account-session.ts';
import { createReader } from './reader.ts';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

type Existing = Omit<LiveValue, 'found'>;

/** What the change set says is there already and is touched. */
const existingOf = ({ changes }: StackPreview): readonly Existing[] =>
  changes.flatMap((change) => {
    const body = change['ResourceChange'];
    if (!isJsonObject(body) || text(body['PhysicalResourceId']) === '') return [];
    return [
      {
        logicalId: text(body['LogicalResourceId']),
        type: text(body['ResourceType']),
        physicalId: text(body['PhysicalResourceId']),
      },
    ];
  });

/**
 * Reads what an update is about to change, one resource after the other, so that it can be
 * compared just before execution. A server that only stands in for AWS is not asked.
 */
export const withLive = async (
  session: AccountSession,
  preview: StackPreview,
): Promise<StackPreview> => {
  const isAsked = session.isAws || preview.deploymentMode === DRIFT_AWARE;
  if (preview.changeSetType === 'CREATE' || preview.status === 'empty' || !isAsked) return preview;
  const reader = createReader(session);
  const isImport = preview.changeSetType === 'IMPORT';
  const live: LiveValue[] = [];
  for (const one of existingOf(preview)) {
    const target = { ...one, region: preview.region };
    live.push({ ...one, found: await readLive(reader, target, { isImport }) });
  }
  return { ...preview, live };
};
