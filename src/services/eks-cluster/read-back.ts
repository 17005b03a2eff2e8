import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackAddon } from '../eks-addon/read-back.ts';
import { readBackNodegroup } from '../eks-nodegroup/read-back.ts';
import { holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  property: string,
  holds: (cluster: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EKS',
  operation: 'DescribeCluster',
  input: (input) => ({ name: input.physicalId }),
  holds: (output, planned, input) => holds(at(output, 'cluster'), planned, input),
});

const logsOf = (cluster: Json | undefined): readonly Json[] =>
  listOf(at(cluster, 'logging.clusterLogging'))
    .filter((one) => at(one, 'enabled') === true)
    .flatMap((one) => listOf(at(one, 'types')));

const same = (member: string, of: string) => (cluster: Json | undefined, planned: Json) =>
  at(cluster, `resourcesVpcConfig.${member}`) === at(planned, of);

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'name') === input.physicalId),
  row('active', '', (one) => at(one, 'status') === 'ACTIVE'),
  row('version', 'Version', (one, planned) => at(one, 'version') === planned),
  row(
    'reached from inside',
    'ResourcesVpcConfig',
    same('endpointPrivateAccess', 'EndpointPrivateAccess'),
  ),
  row(
    'reached from outside',
    'ResourcesVpcConfig',
    same('endpointPublicAccess', 'EndpointPublicAccess'),
  ),
  row('logs', 'Logging', (one, planned) =>
    listOf(at(planned, 'ClusterLogging.EnabledTypes')).every((type) =>
      logsOf(one).includes(textIn(at(type, 'Type'))),
    ),
  ),
  row(
    'encrypted',
    'EncryptionConfig',
    (one) => textIn(at(listOf(at(one, 'encryptionConfig'))[0], 'provider.keyArn')) !== '',
  ),
  row('tagged', 'Tags', (one, _planned, input) => holdsTagMap(at(one, 'tags'), input)),
];

/** Reads a cluster back by EKS's own call, and with it all that its stack holds. */
export const readBackEksCluster = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { region, account, physicalId, type } = input;
  if (type === 'AWS::EKS::Cluster')
    return await runReadBack(
      input,
      `arn:aws:eks:${region}:${account.id}:cluster/${physicalId}`,
      ROWS,
    );
  if (type === 'AWS::EKS::Nodegroup') return await readBackNodegroup(input);
  return type === 'AWS::EKS::Addon' ? await readBackAddon(input) : await readCompanion(input);
};
