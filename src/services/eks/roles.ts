import type { TemplateResource } from '../../plan/template.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import { trustOf } from '../iam-role/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';

/** Who takes a role, and what AWS has written for it to do. */
export interface EksRole {
  readonly tag: string;
  readonly service: string;
  readonly policies: readonly string[];
  readonly description: string;
}

/** The policies without which nodes join no cluster and fetch no image. */
export const NODE_POLICIES: readonly string[] = [
  'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
  'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
  'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
];

/** A role under the path and the boundary, with the policies that AWS keeps for it. */
export const eksRole = (context: DraftContext, role: EksRole): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: IAM_PATH,
    PermissionsBoundary: boundaryArn(context.account.id),
    Description: role.description,
    AssumeRolePolicyDocument: trustOf(role.service, context.account.id),
    ManagedPolicyArns: [...role.policies],
    Tags: tagList(context.tagsFor(role.tag)),
  },
});
