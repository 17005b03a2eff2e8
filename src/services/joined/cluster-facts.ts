import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { propertiesOf } from '../template-edit.ts';

/** Facts of what stands in an EKS cluster that the same template makes: its version and subnets. */
export const withCluster = (facts: JsonObject, template: Template): JsonObject => {
  const id = Object.keys(template.Resources).find(
    (one) =>
      template.Resources[one]?.Type === 'AWS::EKS::Cluster' &&
      propertiesOf(template, one)['Name'] === facts['cluster'],
  );
  if (id === undefined) return facts;
  const { Version, ResourcesVpcConfig: vpc } = propertiesOf(template, id);
  const subnets = vpc !== undefined && isJsonObject(vpc) ? vpc['SubnetIds'] : undefined;
  return {
    ...facts,
    clusterVersion: Version ?? '',
    ...(facts['clusterSubnets'] === undefined ? {} : { clusterSubnets: subnets ?? [] }),
  };
};
