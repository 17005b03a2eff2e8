import { alarms, healthChecked } from './alarms.ts';
import { acmCertificate, classicTlsPolicy } from './certificates.ts';
import { closedGroups } from './closed-groups.ts';
import { customerKey } from './customer-key.ts';
import { hasAuthentication, noAuthentication } from './authentication.ts';
import { noCodeAtDeploy } from './deploy-code.ts';
import * as fit from './fit.ts';
import { noWorldOpen, noWorldRule, rulesDescribed } from './ingress.ts';
import * as instance from './instance.ts';
import type { NamedJudge } from './judgement.ts';
import { lambdaPermissionBound } from './lambda-permission.ts';
import { logMetricFilter, logRetention } from './logs.ts';
import { multiZone } from './instance-zones.ts';
import { noManagedPolicy, ssmManaged } from './managed-policies.ts';
import type { NamedCheckName } from './named.ts';
import { noExplicitName } from './names.ts';
import { always, beside, fromTemplate, never, replicationDestination, retained } from './plain.ts';
import { logDestination } from './log-destination.ts';
import { originAccess } from './origin-access.ts';
import * as actions from './policy-actions.ts';
import * as principals from './policy-principals.ts';
import { noWildcardResource, noWildcards } from './policy-resources.ts';
import { refersTo } from './refers-to.ts';
import { rotatedWithin } from './rotation.ts';
import { fromSecretService, noSecretPairs } from './secret-service.ts';
import { noPlaintext, noSecretDefaults, noSecrets } from './secrets.ts';
import * as subnets from './subnets.ts';
import { confidentiality, coreTags } from './tags.ts';
import { tlsOnly } from './tls-only.ts';
import { trustedRegistry } from './trusted-registry.ts';
import { members, natPerZone, vpcZones } from './zones.ts';

/** Table: the code of each named check. */
export const NAMED_JUDGES: Readonly<Record<NamedCheckName, NamedJudge>> = {
  'acm-certificate': acmCertificate,
  alarms,
  always,
  'backed-up': instance.backedUp,
  beside,
  'classic-tls-policy': classicTlsPolicy,
  'closed-groups': closedGroups,
  confidentiality,
  'core-tags': coreTags,
  'customer-key': customerKey,
  'device-encryption': instance.deviceEncryption,
  'device-not-plain': instance.deviceNotPlain,
  'external-id': principals.externalId,
  'fit-container-without-scaling': fit.fitContainerWithoutScaling,
  'fit-key-value-on-rds': fit.fitKeyValueOnRds,
  'fit-kubernetes-unused': fit.fitKubernetesUnused,
  'fit-long-lambda': fit.fitLongLambda,
  'fit-public-website': fit.fitPublicWebsite,
  'fit-scheduled-script': fit.fitScheduledScript,
  'fit-static-pages': fit.fitStaticPages,
  'from-secret-service': fromSecretService,
  'from-template': fromTemplate,
  'has-authentication': hasAuthentication,
  'health-checked': healthChecked,
  'human-privileged': principals.humanPrivileged,
  imdsv2: instance.imdsv2,
  'instance-size-allowed': instance.instanceSizeAllowed,
  'lambda-permission-bound': lambdaPermissionBound,
  'launch-template': instance.launchTemplate,
  'log-destination': logDestination,
  'log-metric-filter': logMetricFilter,
  'log-retention': logRetention,
  'may-create-roles': actions.mayCreateRoles,
  members,
  'multi-zone': multiZone,
  'nat-per-zone': natPerZone,
  never,
  'no-admin-statement': actions.noAdminStatement,
  'no-allow-with': actions.noAllowWith,
  'no-authentication': noAuthentication,
  'no-code-at-deploy': noCodeAtDeploy,
  'no-explicit-name': noExplicitName,
  'no-managed-policy': noManagedPolicy,
  'no-plaintext': noPlaintext,
  'no-private-exit': subnets.noPrivateExit,
  'no-public-ip': instance.noPublicIp,
  'no-secret-defaults': noSecretDefaults,
  'no-secret-pairs': noSecretPairs,
  'no-secrets': noSecrets,
  'no-wildcard-action': actions.noWildcardAction,
  'no-wildcard-passrole': actions.noWildcardPassRole,
  'no-wildcard-principal': principals.noWildcardPrincipal,
  'no-wildcard-resource': noWildcardResource,
  'no-wildcards': noWildcards,
  'no-world-open': noWorldOpen,
  'no-world-rule': noWorldRule,
  'origin-access': originAccess,
  'private-subnet': instance.privateSubnet,
  'private-subnets': subnets.privateSubnets,
  'refers-to': refersTo,
  'replication-destination': replicationDestination,
  retained,
  'rotated-within': rotatedWithin,
  'rules-described': rulesDescribed,
  'sensitive-wildcard': actions.sensitiveWildcard,
  spread: subnets.spread,
  'ssm-managed': ssmManaged,
  'tls-only': tlsOnly,
  'trust-asks-mfa': principals.trustAsksMfa,
  'trusted-registry': trustedRegistry,
  'vpc-zones': vpcZones,
};
