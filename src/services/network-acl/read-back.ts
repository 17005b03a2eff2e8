/** Read back by EC2's own calls, with what stands beside it. */
export { readBackNetwork as readBackNetworkAcl } from '../network/read-back.ts';
