import type { Json, JsonObject } from '../../src/task/json.ts';
import { open } from './check-row.ts';
import { insecure, type InsecureRow } from './insecure-row.ts';
import { of, ref } from './item-row.ts';

const ssh = (source: JsonObject): JsonObject => ({
  SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...source }],
});
const ranges = (...cidrs: readonly Json[]) => ({
  List: of('AWS::EC2::PrefixList', { Entries: cidrs.map((Cidr) => ({ Cidr })) }),
});
const byList = ssh({ SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } });
const lists = insecure('POLICY-NET-02', 'AWS::EC2::SecurityGroup');

const PREFIX_LISTS: readonly InsecureRow[] = [
  lists('a list with the world', [byList, ranges('10.0.0.0/8', '0.0.0.0/0')]),
  lists('a list with half the world', [byList, ranges('128.0.0.0/1')]),
  lists('a list that is known', [byList, ranges('10.0.0.0/8')], 'PASS'),
  lists('a list with an open entry', [byList, ranges(open)], 'UNKNOWN'),
  lists('a list without entries', [byList, ranges()], 'UNKNOWN'),
  lists('a list from elsewhere', [ssh({ SourcePrefixListId: 'pl-1' })], 'UNKNOWN'),
  lists('a list of what runs', [ssh({ PrefixListId: 'pl-1' })], 'UNKNOWN'),
  insecure('POLICY-NET-02', 'AWS::EC2::SecurityGroupIngress')('a rule beside its group', [
    { IpProtocol: '-1', SourcePrefixListId: ref('List') },
    ranges('::/0'),
  ]),
];

export const OF_NETWORKS: readonly InsecureRow[] = [...PREFIX_LISTS];
