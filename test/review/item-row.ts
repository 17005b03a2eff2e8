import type { TemplateResource } from '../../src/plan/template.ts';
import type { JsonObject } from '../../src/task/json.ts';

export type Others = Readonly<Record<string, TemplateResource>>;

/** One item: a resource `It` that only just keeps it, and one that only just breaks it. */
export interface ItemRow {
  readonly item: string;
  readonly kept: JsonObject;
  readonly broken: JsonObject;
  /** What stands beside the resource that keeps it. */
  readonly keptWith?: Others | undefined;
  readonly brokenWith?: Others | undefined;
  /** The first type of the item when left out. */
  readonly type?: string | undefined;
}

/** A row of an item, by its properties and what stands beside them. */
export const row = (
  item: string,
  [kept, keptWith]: readonly [JsonObject, Others?],
  [broken, brokenWith]: readonly [JsonObject, Others?],
): ItemRow => ({ item, kept, keptWith, broken, brokenWith });

/** The same, of a type that is not the first of the item. */
export const rowOf = (type: string, one: ItemRow): ItemRow => ({ ...one, type });

/** A resource that stands beside another. */
export const of = (Type: string, Properties: JsonObject = {}): TemplateResource => ({
  Type,
  Properties,
});

/** A reference. */
export const ref = (Ref: string): JsonObject => ({ Ref });

/** The resource that is judged. */
export const IT = ref('It');

/** Alarms on metrics of the resource that is judged. */
export const alarmsOn = (...metrics: readonly string[]): Others =>
  Object.fromEntries(
    metrics.map((MetricName, n) => [
      `Alarm${n}`,
      of('AWS::CloudWatch::Alarm', { MetricName, Dimensions: [{ Name: 'Id', Value: IT }] }),
    ]),
  );

/** A log group that keeps its events for some days. */
export const logsFor = (days: number): Others => ({
  Logs: of('AWS::Logs::LogGroup', { RetentionInDays: days }),
});

/** A group with one rule. */
export const groupOpenTo = (CidrIp: string, port = 5432): Others => ({
  Group: of('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp }],
  }),
});

/** Two subnets, public or private. */
export const subnets = (MapPublicIpOnLaunch: boolean): Others => ({
  A: of('AWS::EC2::Subnet', { MapPublicIpOnLaunch }),
  B: of('AWS::EC2::Subnet', { MapPublicIpOnLaunch }),
});

/** A policy that allows its principals something. */
export const allowing = (Principal: JsonObject | string): JsonObject => ({
  Statement: [{ Effect: 'Allow', Principal, Action: 'a:B', Resource: '*' }],
});
