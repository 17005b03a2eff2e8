/** A VPC with all its parts is read back by EC2's own calls. */
export { readBackNetwork as readBackVpc } from '../network/read-back.ts';
