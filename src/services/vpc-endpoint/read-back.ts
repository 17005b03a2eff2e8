/** Read back by EC2's own calls, with what stands beside it. */
export { readBackNetwork as readBackVpcEndpoint } from '../network/read-back.ts';
