import { z } from 'zod';
import { bareName } from '../dns/names.ts';

/** One thing as AWS tells it apart: no other has its type, place and id. */
const thingSchema = z.object({
  /** CloudFormation's name of the type. */
  type: z.string(),
  /** As CloudFormation names it. */
  id: z.string(),
  accountId: z.string(),
  region: z.string(),
});

export type Thing = z.infer<typeof thingSchema>;

const knownSchema = z.object({ words: z.string(), is: z.array(thingSchema).readonly() });

/**
 * A user in words, with what it is or lives by: gone with any of these. AWS names some users by
 * nothing that a plan could delete: these are never gone.
 */
export type KnownUser = z.infer<typeof knownSchema>;

/** Users as facts keep them. Those of facts from before have words only, and are never gone. */
export const usersSchema = z.array(
  z.union([z.string().transform((words): KnownUser => ({ words, is: [] })), knownSchema]),
);

/**
 * Who uses a thing, told in words and known by what it is: a thing of one type, place and id, a
 * stack of one place, or a whole ARN. Words are for people: nothing is ever found by them.
 */
export type User =
  | KnownUser
  | {
      readonly stack: string;
      readonly accountId: string;
      readonly region: string;
      readonly words: string;
    }
  | { readonly arn: string; readonly words: string };

/** Where a thing was read. */
export type Place = Pick<Thing, 'accountId' | 'region'>;

/** One thing of a place. */
export const thingAt = ({ accountId, region }: Place, type: string, id: string): Thing => ({
  type,
  id,
  accountId,
  region,
});

/** A record as a thing: its name alone is that of every type of record. */
export const recordThing = (
  place: Place,
  { zoneId, name, type }: { readonly zoneId: string; readonly name: string; readonly type: string },
): Thing => thingAt(place, 'AWS::Route53::RecordSet', `${zoneId}/${bareName(name)}/${type}`);

/** What a record that was read is; one of several of its name and type is told apart by nothing. */
export const recordThings = (
  place: Place,
  zoneId: string,
  record: { readonly name: string; readonly type: string; readonly isWeighed: boolean },
): readonly Thing[] => (record.isWeighed ? [] : [recordThing(place, { zoneId, ...record })]);
