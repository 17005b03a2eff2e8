import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import type { DraftContext } from '../service.ts';
import { given } from '../given.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { isAddress } from './reachable.ts';

const SECURE = 'HTTPS';
const INTERVAL_SECONDS = 30;
const THRESHOLD = 3;
const PORTS: Readonly<Record<string, number>> = { HTTPS: 443, HTTP: 80 };

/** What a check is called: as it was asked, else by what it asks. */
export const checkName = (task: MutationTask): string =>
  textOf(task, 'name') ?? textOf(task, 'target') ?? '';

/** How a check is set up; empty where that is not known. */
export const configIn = (properties: JsonObject): JsonObject => {
  const config = properties['HealthCheckConfig'];
  return isJsonObject(config) ? config : {};
};

/** `HTTPS` of `HTTPS_STR_MATCH`. */
export const protocolIn = (config: JsonObject): string =>
  textIn(config['Type']).replace(/_STR_MATCH$/, '');

const asked = (target: string | undefined): JsonObject =>
  target === undefined
    ? {}
    : { [isAddress(target) ? 'IPAddress' : 'FullyQualifiedDomainName']: target };

/** Properties of a check with what can change set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  HealthCheckConfig: {
    ...configIn(properties),
    ...asked(textOf(task, 'target')),
    ...given({
      Port: numberOf(task, 'port'),
      ResourcePath: textOf(task, 'path'),
      FailureThreshold: numberOf(task, 'failureThreshold'),
      SearchString: textOf(task, 'searchText'),
    }),
  },
});

/** What Route 53 fixes when a check is made, and where it starts from. */
const base = (task: MutationTask): JsonObject => {
  const protocol = textOf(task, 'protocol') ?? SECURE;
  const isSearch = textOf(task, 'searchText') !== undefined;
  const isNamed = !isAddress(textOf(task, 'target') ?? '');
  return {
    Type: isSearch ? `${protocol}_STR_MATCH` : protocol,
    ...given({ Port: PORTS[protocol] }),
    RequestInterval: numberOf(task, 'intervalSeconds') ?? INTERVAL_SECONDS,
    FailureThreshold: THRESHOLD,
    // Most servers choose their certificate by the name that is asked for.
    ...(protocol === SECURE && isNamed ? { EnableSNI: true } : {}),
  };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const healthCheckTemplate = (context: DraftContext): Template => {
  const { task } = context;
  const name = checkName(task);
  const id = logicalIdOf(name, 'HealthCheck');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Health check ${name}`,
    Resources: {
      [id]: {
        Type: 'AWS::Route53::HealthCheck',
        Properties: {
          ...withFields({ HealthCheckConfig: base(task) }, task),
          HealthCheckTags: tagList(context.tagsFor(name)),
        },
      },
    },
    Outputs: { HealthCheckId: { Value: { Ref: id } } },
  };
};
