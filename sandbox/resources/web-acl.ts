import { problem, type TypeRow } from './model.ts';

const partsOf = (
  id: string,
): { readonly name: string; readonly key: string; readonly scope: string } => {
  const [name = '', key = '', scope = ''] = id.split('|');
  return { name, key, scope };
};

/** `AWS::WAFv2::WebACL`. Its id holds its name, and what it stands before. */
export const webAcl: TypeRow = {
  type: 'AWS::WAFv2::WebACL',
  service: 'Wafv2',
  tags: 'list',
  seconds: { create: 6, update: 5, delete: 5 },
  replaceOn: ['Name', 'Scope'],
  nameProperty: 'Name',
  nameLimit: 128,
  idOf: (name) =>
    name.includes('|') ? name : `${name}|11111111-2222-3333-4444-555555555555|REGIONAL`,
  arnOf: (id, { accountId, region }, properties) => {
    const { name, key } = partsOf(id);
    const place = properties['Scope'] === 'CLOUDFRONT' ? 'global' : 'regional';
    return `arn:aws:wafv2:${region}:${accountId}:${place}/webacl/${name}/${key}`;
  },
  attributesOf: (id, { accountId, region }, properties) => {
    const { name, key } = partsOf(id);
    const place = properties['Scope'] === 'CLOUDFRONT' ? 'global' : 'regional';
    return { Arn: `arn:aws:wafv2:${region}:${accountId}:${place}/webacl/${name}/${key}`, Id: key };
  },
  refuse: ({ place, properties }) =>
    properties['Scope'] === 'CLOUDFRONT' && place.region !== 'us-east-1'
      ? problem(
          'InvalidRequest',
          400,
          'The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT',
        )
      : undefined,
};

/** `AWS::WAFv2::WebACLAssociation`: what a web ACL stands before. */
export const webAclAssociation: TypeRow = {
  type: 'AWS::WAFv2::WebACLAssociation',
  service: 'Wafv2',
  tags: 'none',
  seconds: { create: 5, update: 5, delete: 4 },
  replaceOn: ['ResourceArn', 'WebACLArn'],
  idPrefix: 'association-',
  idOf: (name) => name,
  arnOf: (_id, _place, properties) => {
    const acl = properties['WebACLArn'];
    return typeof acl === 'string' ? acl : '';
  },
  attributesOf: () => ({}),
};
