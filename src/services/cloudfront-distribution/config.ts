import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

/** The settings of a distribution, all of which stand in one property. */
export const configIn = (properties: JsonObject): JsonObject => {
  const config = properties['DistributionConfig'];
  return isJsonObject(config) ? config : {};
};

/** A template with settings of a distribution set over the present ones. */
export const withConfig = (template: Template, id: string, settings: JsonObject): Template =>
  withProperties(template, id, {
    DistributionConfig: { ...configIn(propertiesOf(template, id)), ...settings },
  });

/** The behaviour that holds where no path has one of its own. */
export const behaviorIn = (properties: JsonObject): JsonObject => {
  const behavior = configIn(properties)['DefaultCacheBehavior'];
  return isJsonObject(behavior) ? behavior : {};
};

/** A template with settings of the default behaviour set over the present ones. */
export const withBehavior = (template: Template, id: string, settings: JsonObject): Template =>
  withConfig(template, id, {
    DefaultCacheBehavior: { ...behaviorIn(propertiesOf(template, id)), ...settings },
  });

const textsIn = (value: Json | undefined): readonly string[] =>
  (typeof value === 'string' ? value.split(/[\s,]+/) : listOf(value)).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

/** The names that a task wants a distribution to answer for. */
export const domainsOf = (task: MutationTask): readonly string[] =>
  textsIn(task.parameters['domain'] as Json | undefined).map((name) => name.toLowerCase());

/** What a task wants taken out of the caches; everything where it names nothing. */
export const pathsOf = (task: MutationTask): readonly string[] => {
  const paths = textsIn(task.parameters['paths']);
  return paths.length === 0 ? ['/*'] : paths;
};

/** TLS of 2021 and one certificate for many names, which costs nothing. */
const certificateOf = (arn: string): JsonObject => ({
  ViewerCertificate: {
    AcmCertificateArn: arn,
    MinimumProtocolVersion: 'TLSv1.2_2021',
    SslSupportMethod: 'sni-only',
  },
});

const given = (name: string, value: Json | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

const logging = (bucket: string | undefined): JsonObject =>
  bucket === undefined
    ? {}
    : {
        Logging: {
          Bucket: `${bucket}.s3.amazonaws.com`,
          IncludeCookies: false,
          Prefix: 'cloudfront/',
        },
      };

/** Settings with what the task asks set over them; the rest stays as it is. */
export const withFields = (config: JsonObject, task: MutationTask): JsonObject => {
  const [domains, certificate] = [domainsOf(task), textOf(task, 'certificate')];
  return {
    ...config,
    ...(domains.length === 0 ? {} : { Aliases: domains }),
    ...(certificate === undefined ? {} : certificateOf(certificate)),
    ...given('DefaultRootObject', textOf(task, 'rootObject')),
    ...given('PriceClass', textOf(task, 'priceClass')),
    ...logging(textOf(task, 'logBucket')),
    ...given('WebACLId', textOf(task, 'webAcl')),
    ...given('Enabled', booleanOf(task, 'enabled')),
  };
};
