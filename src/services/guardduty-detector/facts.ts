import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import type { DetectorFacts } from './facts-schema.ts';

const idsSchema = z.object({ DetectorIds: z.array(z.string()).nullish() });
const detectorSchema = z.object({ Status: z.string().nullish() });
const administratorSchema = z.object({
  Administrator: z.object({ AccountId: z.string().nullish() }).nullish(),
});

const ofDetector = (region: Region, operation: string, id: string) => ({
  client: 'GuardDuty',
  operation,
  region,
  input: { DetectorId: id },
});

/** The id of the one detector of a region; undefined where there is none. */
export const readDetectorId = async (
  reader: AwsReader,
  region: Region,
): Promise<string | undefined> => {
  const call = { client: 'GuardDuty', operation: 'ListDetectors', region, input: {} };
  return (await readPage(reader, call, idsSchema)).DetectorIds?.[0];
};

/** Looks up the one detector of the region, and who looks after it for the organization. */
export const readDetectorFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<DetectorFacts> => {
  const { region } = context;
  const id = await readDetectorId(reader, region);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::GuardDuty::Detector',
    name: id ?? 'GuardDuty',
    identifier: id ?? '',
    exists: id !== undefined,
    isUnread: true,
  });
  if (id === undefined) return { ...named, isOn: false, administrator: '' };
  const found = await readParsed(reader, ofDetector(region, 'GetDetector', id), detectorSchema);
  const by = ofDetector(region, 'GetAdministratorAccount', id);
  const administrator = await readParsed(reader, by, administratorSchema);
  return {
    ...named,
    isOn: found?.Status === 'ENABLED',
    administrator: administrator?.Administrator?.AccountId ?? '',
  };
};
