import { z } from 'zod';
import { STACK_TAGS } from '../../../review/checks/judgement.ts';
import type { LiveDocument } from '../../../review/live/review-live.ts';
import { readParsed } from '../../../services/facts.ts';
import type { JsonObject } from '../../../task/json.ts';
import { pagesOf } from '../../savings/gather/pages.ts';
import { PAGE, tagsOf, tagsSchema } from '../../savings/gather/source.ts';
import type { AuditPlace, AuditSource, Listed, LiveThing } from './source.ts';
import { withoutAbsent } from './without-absent.ts';

/** A thing of which the list says all that is judged. */
const wholeThing = (type: string, { id, tags, metadata }: Listed): LiveThing => {
  const properties = metadata as JsonObject;
  return { documents: [{ type, id, properties }], beside: [], read: [STACK_TAGS], stackTags: tags };
};

const text = z.string().nullish();
const described = z.object({ Description: text });
const permission = z.object({
  IpProtocol: text,
  FromPort: z.number().nullish(),
  ToPort: z.number().nullish(),
  IpRanges: z.array(described.extend({ CidrIp: text })).nullish(),
  Ipv6Ranges: z.array(described.extend({ CidrIpv6: text })).nullish(),
  UserIdGroupPairs: z.array(described.extend({ GroupId: text })).nullish(),
  PrefixListIds: z.array(described.extend({ PrefixListId: text })).nullish(),
});
const groupPage = z.object({
  SecurityGroups: z
    .array(
      z.object({
        GroupId: z.string(),
        GroupName: text,
        Description: text,
        VpcId: text,
        IpPermissions: z.array(permission).nullish(),
        IpPermissionsEgress: z.array(permission).nullish(),
        Tags: tagsSchema,
      }),
    )
    .nullish(),
  NextToken: text,
});

/** One row of EC2 holds several sources; CloudFormation writes a rule for each. */
const rulesOf = (rows: readonly z.infer<typeof permission>[] | null | undefined) =>
  (rows ?? []).flatMap((row) => {
    const { IpProtocol, FromPort, ToPort } = row;
    const sources = [
      ...(row.IpRanges ?? []),
      ...(row.Ipv6Ranges ?? []),
      ...(row.UserIdGroupPairs ?? []),
      ...(row.PrefixListIds ?? []),
    ];
    return sources.map((source) => ({ IpProtocol, FromPort, ToPort, ...source }));
  });

const listGroups: AuditSource['list'] = async function* ({ reader, region }) {
  const input = { MaxResults: PAGE };
  const call = { client: 'EC2', operation: 'DescribeSecurityGroups', region, input };
  const pages = pagesOf(reader, call, {
    schema: groupPage,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { SecurityGroups } of pages) {
    for (const row of SecurityGroups ?? []) {
      const { GroupId, GroupName, Description, VpcId } = row;
      const tags = tagsOf(row.Tags);
      const metadata = withoutAbsent({
        GroupName,
        GroupDescription: Description,
        VpcId,
        SecurityGroupIngress: rulesOf(row.IpPermissions),
        SecurityGroupEgress: rulesOf(row.IpPermissionsEgress),
      });
      const name = tags['Name'] ?? GroupName;
      const named = name === undefined || name === null ? tags : { ...tags, Name: name };
      yield { id: GroupId, arn: '', tags: named, metadata, state: 'Active' };
    }
  }
};

/** Security groups: what each lets in and out, as EC2 lists it. */
export const securityGroups: AuditSource = {
  title: 'security groups',
  type: 'AWS::EC2::SecurityGroup',
  judges: ['AWS::EC2::SecurityGroup'],
  isGlobal: false,
  list: listGroups,
  read: async (_, one) => wholeThing('AWS::EC2::SecurityGroup', one),
};

const stackPage = z.object({
  Stacks: z
    .array(
      z.object({
        StackName: z.string(),
        StackId: z.string(),
        StackStatus: z.string(),
        EnableTerminationProtection: z.boolean().nullish(),
        NotificationARNs: z.array(z.string()).nullish(),
        Tags: tagsSchema,
      }),
    )
    .nullish(),
  NextToken: text,
});

/** A stack whose deletion failed still runs. */
const NO_STACK = new Set(['REVIEW_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);

const listStacks: AuditSource['list'] = async function* ({ reader, region }) {
  const call = { client: 'CloudFormation', operation: 'DescribeStacks', region, input: {} };
  const pages = pagesOf(reader, call, {
    schema: stackPage,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { Stacks } of pages) {
    for (const row of Stacks ?? []) {
      const { StackName, StackId, EnableTerminationProtection, NotificationARNs } = row;
      const metadata = withoutAbsent({ EnableTerminationProtection, NotificationARNs });
      const state = NO_STACK.has(row.StackStatus) ? 'Deleting' : 'Active';
      yield { id: StackName, arn: StackId, tags: tagsOf(row.Tags), metadata, state };
    }
  }
};

/** Stacks. What a preview or a deletion leaves behind is none. */
export const stacks: AuditSource = {
  title: 'stacks',
  type: 'AWS::CloudFormation::Stack',
  judges: ['AWS::CloudFormation::Stack'],
  isGlobal: false,
  list: listStacks,
  read: async (_, one) => wholeThing('AWS::CloudFormation::Stack', one),
};

const alarmPage = z.object({
  MetricAlarms: z
    .array(
      z.object({
        AlarmName: z.string(),
        MetricName: text,
        Dimensions: z.array(z.object({ Name: text, Value: text })).nullish(),
        Metrics: z.array(z.looseObject({})).nullish(),
      }),
    )
    .nullish(),
  NextToken: text,
});

/** With more alarms than this in a region, what they watch is not known here. */
const MOST_ALARMS = 5000;

/** What the alarms of a place watch; undefined where they could not all be read. */
export const readAlarms = async ({
  reader,
  region,
}: Pick<AuditPlace, 'reader' | 'region'>): Promise<readonly LiveDocument[] | undefined> => {
  const input = { AlarmTypes: ['MetricAlarm'], MaxRecords: 100 };
  const call = { client: 'CloudWatch', operation: 'DescribeAlarms', region, input };
  const found: LiveDocument[] = [];
  const pages = pagesOf(reader, call, {
    schema: alarmPage,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  try {
    for await (const { MetricAlarms } of pages) {
      for (const { AlarmName: id, MetricName, Dimensions, Metrics } of MetricAlarms ?? []) {
        const properties = withoutAbsent({ MetricName, Dimensions, Metrics });
        found.push({ type: 'AWS::CloudWatch::Alarm', id, properties });
      }
      if (found.length > MOST_ALARMS) return undefined;
    }
  } catch {
    return undefined;
  }
  return found;
};

const summary = z.object({ SummaryMap: z.record(z.string(), z.number()) });

/** The account itself: what IAM counts in it. */
export const accountItself: AuditSource = {
  title: 'accounts',
  type: 'Account',
  judges: ['Account'],
  isGlobal: true,
  list: async function* ({ account }) {
    const tags = { Name: account.name };
    yield { id: account.id, arn: '', tags, metadata: {}, state: 'Active' };
  },
  read: async ({ reader, region, account }) => {
    const call = { client: 'IAM', operation: 'GetAccountSummary', region, input: {} };
    const properties = (await readParsed(reader, call, summary))?.SummaryMap ?? {};
    const documents = [{ type: 'Account', id: account.id, properties }];
    return { documents, beside: [], read: [], stackTags: {} };
  },
};
