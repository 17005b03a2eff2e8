/** A network ACL is free. */
export { networkCost as networkAclCost } from '../network/cost.ts';
