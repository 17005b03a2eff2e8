import { z } from 'zod';
import { STACK_TAGS } from '../../../review/checks/judgement.ts';
import type { AwsReader } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import { pagesOf } from '../../savings/gather/pages.ts';
import type { Listed } from './source.ts';

type Tags = Readonly<Record<string, string>>;
type ReadTags = (reader: AwsReader, region: Region, one: Listed) => Promise<Tags>;

const rows = z.array(z.object({ Key: z.string(), Value: z.string() })).nullish();

const recordOf = (tags: z.infer<typeof rows>): Tags =>
  Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));

/**
 * Table: how the tags of a type are read with those that AWS itself puts on, which say the stack.
 * Types whose list or own reads say their tags are not here, nor those that never have such tags.
 */
const READS: Readonly<Record<string, ReadTags>> = {
  'AWS::SNS::Topic': async (reader, region, { arn }) => {
    const input = { ResourceArn: arn };
    const call = { client: 'SNS', operation: 'ListTagsForResource', region, input };
    return recordOf((await readParsed(reader, call, z.object({ Tags: rows })))?.Tags);
  },
  'AWS::DynamoDB::Table': async (reader, region, { arn }) => {
    const input = { ResourceArn: arn };
    const call = { client: 'DynamoDB', operation: 'ListTagsOfResource', region, input };
    const pages = pagesOf(reader, call, {
      schema: z.object({ Tags: rows, NextToken: z.string().nullish() }),
      takes: 'NextToken',
      nextOf: (page) => page.NextToken,
    });
    const all: Record<string, string> = {};
    for await (const { Tags } of pages) Object.assign(all, recordOf(Tags));
    return all;
  },
};

/** Types whose list says their tags, those of the stack among them. */
const LISTED = new Set(['AWS::EC2::Instance', 'AWS::EC2::Volume', 'AWS::EC2::EIP']);

/** The tags of the stack that a thing belongs to, where they can be read. */
export const readStackTags = async (
  reader: AwsReader,
  { type, region }: { readonly type: string; readonly region: Region },
  one: Listed,
): Promise<{ readonly stackTags: Tags; readonly read: readonly string[] }> => {
  if (LISTED.has(type)) return { stackTags: one.tags, read: [STACK_TAGS] };
  const read = READS[type];
  if (read === undefined) return { stackTags: {}, read: [] };
  try {
    return { stackTags: await read(reader, region, one), read: [STACK_TAGS] };
  } catch (error) {
    if (error instanceof Fault && error.kind === 'denied') return { stackTags: {}, read: [] };
    throw error;
  }
};
